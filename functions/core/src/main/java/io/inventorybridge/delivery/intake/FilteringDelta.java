// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.DeliveryDocuments;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.ReferenceData;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.delivery.StockBalances;
import io.inventorybridge.delivery.filter.DeltaFilter;
import io.inventorybridge.delivery.filter.FilteredDelta;
import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.support.files.FileChanged;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.RunDirectory;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The intake of a dropped delta file. It reads the file to its last byte and then sends its parts,
 * holds it, or reports a duplicate. It restarts rather than resumes, may run any number of times
 * for one drop, and may be killed anywhere. Two conditional writes decide: the manifest decides the
 * cut, and the delivery's record decides whether it is accepted or held. Nothing is written under
 * {@code reset/} before both. Safe for use by many threads.
 */
public final class FilteringDelta {
  /** How often a file may be replaced between finding and opening it. */
  private static final int MOST_TRIES = 5;

  private final FileStore files;
  private final DeliveryRepository deliveries;
  private final DeliveryDocuments deliveryDocuments;
  private final StockBalances stockBalances;
  private final RowScanner scanner;
  private final ReferenceData reference;
  private final InstantSource clock;
  private final Path disk;
  private final IntakeExecutor executor;

  /**
   * @param clock only measures durations
   * @param disk an existing directory on local disk with room for the rows that are kept or
   *     rejected
   */
  public FilteringDelta(
      FileStore files,
      DeliveryRepository deliveries,
      DeliveryDocuments deliveryDocuments,
      StockBalances stockBalances,
      RowScanner scanner,
      ReferenceData reference,
      InstantSource clock,
      Path disk) {
    this.files = files;
    this.deliveries = deliveries;
    this.deliveryDocuments = deliveryDocuments;
    this.stockBalances = stockBalances;
    this.scanner = scanner;
    this.reference = reference;
    this.clock = clock;
    this.disk = disk;
    this.executor = new IntakeExecutor(files, deliveries, deliveryDocuments, reference, clock);
  }

  /**
   * Processes the file that is stored under a key now.
   *
   * @param run the unique name of this run; part of the keys of the files it stages
   * @throws IllegalArgumentException when the key is not the key of a drop; the message says why
   * @throws io.inventorybridge.support.files.StorageFailure when a store or the local disk fails;
   *     can be retried
   */
  public IntakeOutcome run(String key, String run) {
    IncomingObjectKey drop = IncomingObjectKey.parse(key);
    for (int tries = 1; ; tries++) {
      Optional<StoredFile> file = files.find(key);
      if (file.isEmpty()) {
        return new IntakeOutcome.Ignored(key, "%s is not there any more".formatted(key));
      }
      Optional<DeliveryRecord> known = recordOf(drop, SourceObject.of(file.get()));
      if (known.isPresent()) {
        return executor.resume(known.get());
      }
      Optional<DeliveryRecord> released = drop.released().flatMap(deliveries::find);
      Optional<String> refusal = IncomingDrop.refusal(drop, released);
      if (refusal.isPresent()) {
        return new IntakeOutcome.Ignored(key, refusal.get());
      }
      String source = released.map(DeliveryRecord::source).orElse(drop.source());
      InstallationSettings settings = reference.settings(source);
      if (released.isEmpty() && settings.delivery().ignoredNames().matches(nameOf(key))) {
        return new IntakeOutcome.Ignored(
            key, "%s is not a delivery by the setting ignoredNames".formatted(key));
      }
      try {
        return receive(IncomingDrop.of(file.get(), drop, released, settings), run);
      } catch (FileChanged e) {
        if (tries == MOST_TRIES || !e.expected().key().equals(key)) {
          throw e;
        }
      }
    }
  }

  private static String nameOf(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /**
   * Reads one version of the file to its last byte, decides about it, and carries the decision out.
   *
   * @throws FileChanged when the key holds another file by now; no byte was read then
   */
  private IntakeOutcome receive(IncomingDrop drop, String run) {
    Instant began = clock.instant();
    Optional<CatalogIndex> catalog = reference.catalogIndex();
    FacilityDirectory facilities = reference.facilityDirectory();
    DeltaFilter ofDelta =
        new DeltaFilter(
            scanner,
            catalog.orElseGet(() -> CatalogIndex.of(List.of())),
            facilities,
            drop.settings().delivery());
    DeltaFilter filter = drop.kind() == DeliveryKind.INITIAL ? ofDelta.ofWholeStores() : ofDelta;
    try (RunDirectory workspace = RunDirectory.in(disk);
        InputStream in = files.open(drop.file())) {
      DeltaFilter.FilterOutcome read = filter.read(in, workspace.path());
      try {
        List<DeliveryRecord> others = others(drop);
        DeliveryId id = drop.id(read.sha256(), others);
        IntakeDecision decision =
            IntakeDecision.decide(
                new IntakeDecision.IntakeFacts(
                    drop,
                    read,
                    read.bytes() != drop.file().size() || hasChanged(drop.file()),
                    deliveryDocuments.manifest(id),
                    others,
                    catalog.isPresent(),
                    facilities),
                (delta, released) -> {
                  DeliveryGuards guards =
                      new DeliveryGuards(
                          drop.kind(),
                          drop.snapshot(),
                          drop.uploaded(),
                          delta,
                          others,
                          facilities,
                          stockBalances,
                          drop.settings().delivery().guards());
                  return released ? guards.checkReleased() : guards.check();
                });
        return executor.carryOut(
            decision, new IntakeExecutor.IntakeRun(drop, id, read, run, workspace.path(), began));
      } finally {
        if (read instanceof FilteredDelta delta) {
          delta.close();
        }
      }
    } catch (IOException e) {
      throw new StorageFailure("reading " + drop.file().key(), e);
    }
  }

  // Compared by content: the same bytes stored once more can be used like the first ones.
  private boolean hasChanged(StoredFile file) {
    return files.find(file.key()).filter(now -> now.etag().equals(file.etag())).isEmpty();
  }

  private List<DeliveryRecord> others(IncomingDrop drop) {
    // A released delivery is not a second upload of itself.
    return deliveries.ofSource(drop.source()).stream()
        .filter(record -> drop.released().filter(held -> held.id().equals(record.id())).isEmpty())
        .toList();
  }

  private Optional<DeliveryRecord> recordOf(IncomingObjectKey drop, SourceObject version) {
    String source = drop.released().map(id -> id.source()).orElse(drop.source());
    return deliveries.ofSource(source).stream()
        .filter(record -> record.drop().equals(version))
        .findFirst();
  }
}
