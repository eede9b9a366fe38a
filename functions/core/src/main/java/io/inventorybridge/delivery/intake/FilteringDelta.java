// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryDocuments;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.DeliveryRepository.WriteOutcome;
import io.inventorybridge.delivery.ReferenceData;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.delivery.StockBalances;
import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.support.files.FileChanged;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StoredFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
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
        return resume(known.get());
      }
      try {
        return new DeliveryIntake(this, drop, file.get(), run).receive();
      } catch (FileChanged e) {
        if (tries == MOST_TRIES || !e.expected().key().equals(key)) {
          throw e;
        }
      }
    }
  }

  /** Completes the decision of an earlier run, perhaps of the same drop. */
  IntakeOutcome resume(DeliveryRecord record) {
    return switch (record.status()) {
      case RUNNING -> {
        linkRelease(record);
        DeliveryManifest cut =
            deliveryDocuments
                .manifest(record.id())
                .orElseThrow(
                    () -> new IllegalStateException(record.id() + " runs without a manifest"));
        demandBackfill(cut);
        new PartPublisher(files, deliveries).send(cut);
        yield new IntakeOutcome.Accepted(record.id(), record.parts(), record.rows());
      }
      case HELD -> {
        deliveryDocuments.saveHeldNote(record);
        yield reported(record);
      }
      case SETTLED -> {
        // An operator may have retried it before the run that accepted it was complete.
        linkRelease(record);
        yield new IntakeOutcome.Accepted(record.id(), record.parts(), record.rows());
      }
      case QUARANTINED, RELEASED, REFUSED -> reported(record);
    };
  }

  // A change of the catalog looks for accepted deliveries afterwards, and this delivery is accepted
  // before the catalog is read here. So one of the two sees the other.
  private void demandBackfill(DeliveryManifest cut) {
    String catalog = reference.catalogIndex().map(CatalogIndex::version).orElse("");
    String facilities = reference.facilityDirectory().version();
    if (!catalog.isEmpty()
        && !(catalog.equals(cut.catalogVersion()) && facilities.equals(cut.facilitiesVersion()))) {
      files.put(
          BucketLayout.backfillRequest(catalog + facilities, cut.delivery()),
          FileStore.Content.of(new byte[0]),
          Map.of());
    }
  }

  private IntakeOutcome reported(DeliveryRecord record) {
    return new IntakeOutcome.Reported(
        deliveryDocuments.saveReport(DeliveryReport.of(record, deliveries.parts(record.id()))));
  }

  private void linkRelease(DeliveryRecord record) {
    record.releasedFrom().ifPresent(held -> linkRelease(held, record.id()));
  }

  /** Records in a held delivery the delivery it was released as, unless it has such a record. */
  void linkRelease(DeliveryId held, DeliveryId became) {
    Optional<DeliveryRecord> found = deliveries.find(held);
    while (found.isPresent() && isUnlinked(found.get())) {
      found =
          switch (deliveries.replace(found.get().releasedAs(became))) {
            case WriteOutcome.Saved<DeliveryRecord> done -> Optional.of(done.record());
            case WriteOutcome.Conflict<DeliveryRecord> conflict -> conflict.present();
          };
    }
    // The run that linked them may have died before its report.
    found
        .filter(record -> record.releasedAs().isPresent())
        .ifPresent(
            record ->
                deliveryDocuments.saveReport(DeliveryReport.of(record, deliveries.parts(held))));
  }

  // A delivery that continued by itself meanwhile was not released as another one.
  private static boolean isUnlinked(DeliveryRecord held) {
    return held.status() == DeliveryRecord.Status.RELEASED && held.releasedAs().isEmpty();
  }

  private Optional<DeliveryRecord> recordOf(IncomingObjectKey drop, SourceObject version) {
    String source = drop.released().map(id -> id.source()).orElse(drop.source());
    return deliveries.ofSource(source).stream()
        .filter(record -> record.drop().equals(version))
        .findFirst();
  }

  FileStore files() {
    return files;
  }

  DeliveryRepository deliveries() {
    return deliveries;
  }

  DeliveryDocuments deliveryDocuments() {
    return deliveryDocuments;
  }

  StockBalances stockBalances() {
    return stockBalances;
  }

  RowScanner scanner() {
    return scanner;
  }

  ReferenceData reference() {
    return reference;
  }

  InstantSource clock() {
    return clock;
  }

  Path disk() {
    return disk;
  }
}
