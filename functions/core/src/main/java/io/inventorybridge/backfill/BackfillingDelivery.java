// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.backfill;

import io.inventorybridge.backfill.MissingScope.Scope;
import io.inventorybridge.backfill.MissingScope.Target;
import io.inventorybridge.backfill.ReferenceDataHistory.Versions;
import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryDocuments;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.DeliveryRepository.WriteOutcome;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.UndoMembership;
import io.inventorybridge.delivery.filter.DeltaFilter;
import io.inventorybridge.delivery.filter.FilteredDelta;
import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.delivery.intake.PartPublisher;
import io.inventorybridge.settings.DeliverySettings;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.RunDirectory;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Filters the kept original of a delivery for keys that were out of scope before, and sends the
 * result through the ordinary path. The result is a delivery of its own that ranks right after the
 * original. It restarts rather than resumes; as with any delivery the manifest decides the cut and
 * the record decides acceptance. If the original has no such rows, a settled record without parts
 * remembers the request. Safe for use by many threads.
 */
public final class BackfillingDelivery {
  private static final String STEP = "Backfill";

  private final FileStore files;
  private final DeliveryRepository deliveries;
  private final DeliveryDocuments deliveryDocuments;
  private final MissingScope missingScope;
  private final RowScanner scanner;
  private final Function<String, DeliverySettings> settings;
  private final InstantSource clock;
  private final Path disk;

  /**
   * @param settings of a source, as they are now
   * @param clock only measures durations
   * @param disk an existing directory on local disk with room for the rows that are kept
   */
  public BackfillingDelivery(
      FileStore files,
      DeliveryRepository deliveries,
      DeliveryDocuments deliveryDocuments,
      ReferenceDataHistory versions,
      RowScanner scanner,
      Function<String, DeliverySettings> settings,
      InstantSource clock,
      Path disk) {
    this.files = files;
    this.deliveries = deliveries;
    this.deliveryDocuments = deliveryDocuments;
    this.missingScope = new MissingScope(versions, deliveries);
    this.scanner = scanner;
    this.settings = settings;
    this.clock = clock;
    this.disk = disk;
  }

  /** The result of a request. */
  public sealed interface BackfillOutcome {
    /** Its parts were sent, now or earlier. */
    record PartsSent(DeliveryId backfill, int parts) implements BackfillOutcome {}

    /** There is nothing to fill; one sentence states the reason. */
    record NothingToDo(String why) implements BackfillOutcome {}
  }

  /**
   * Backfills a delivery to a version.
   *
   * @param run the unique name of this run; part of the keys of the files it stages
   */
  public BackfillOutcome run(Versions version, DeliveryId original, String run) {
    Optional<DeliveryRecord> found = deliveries.find(original);
    if (found.filter(DeliveryRecord::isAccepted).isEmpty()) {
      return new BackfillOutcome.NothingToDo(
          found.filter(DeliveryRecord::isVoid).isPresent()
              ? "%s was undone".formatted(original)
              : "%s was never accepted".formatted(original));
    }
    DeliveryRecord record = found.get();
    DeliveryId id = original.backfill(version.toString());
    Optional<DeliveryRecord> before = deliveries.find(id);
    if (before.isPresent()) {
      return resume(before.get());
    }
    Optional<DeliveryManifest> decided = deliveryDocuments.manifest(id);
    if (decided.isPresent()) {
      return accept(record, decided.get(), clock.instant());
    }
    Optional<Target> target = missingScope.target(version);
    DeliveryManifest cut = deliveryDocuments.manifest(original).orElseThrow();
    Optional<Scope> gap = target.map(there -> missingScope.of(cut, there));
    if (gap.filter(there -> !there.isEmpty()).isEmpty()) {
      return new BackfillOutcome.NothingToDo(
          "%s lacks nothing of version %s".formatted(original, version));
    }
    Optional<StoredFile> file = record.original().flatMap(files::find);
    if (file.isEmpty()) {
      return new BackfillOutcome.NothingToDo("the original of %s is gone".formatted(original));
    }
    return filter(new Request(record, cut, id, version, run), gap.get(), file.get());
  }

  private record Request(
      DeliveryRecord record, DeliveryManifest cut, DeliveryId id, Versions version, String run) {}

  private BackfillOutcome filter(Request request, Scope gap, StoredFile file) {
    Instant began = clock.instant();
    DeliverySettings own = settings.apply(request.record().source());
    DeltaFilter rows =
        new DeltaFilter(scanner, gap.products(), gap.facilities(), own, gap.earlier());
    DeltaFilter filter =
        request.cut().kind() == DeliveryManifest.DeliveryKind.INITIAL ? rows.ofWholeStores() : rows;
    try (RunDirectory workspace = RunDirectory.in(disk);
        InputStream in = files.open(file)) {
      return switch (filter.read(in, workspace.path())) {
        case DeltaFilter.Unreadable unreadable ->
            new BackfillOutcome.NothingToDo(
                "%s cannot be read any more: %s".formatted(file.key(), unreadable.sentence()));
        case FilteredDelta delta -> {
          try (delta) {
            SortedSet<FacilityId> stores = newlyStated(request.cut(), delta);
            yield delta.rows().kept() == 0 && delta.rows().rejectedRows() == 0 && stores.isEmpty()
                ? nothingToDo(request, delta.rows(), began)
                : send(request, delta, stores, own.partSize(), workspace.path(), began);
          }
        }
      };
    } catch (IOException e) {
      throw new StorageFailure("reading " + file.key(), e);
    }
  }

  // An initial load states every key of its stores, also of stores that were unknown then. Where a
  // row that may have been of any key can be used now, the load states all of its stores only now.
  private static SortedSet<FacilityId> newlyStated(DeliveryManifest original, FilteredDelta delta) {
    SortedSet<FacilityId> stores = new TreeSet<>();
    if (original.kind() == DeliveryManifest.DeliveryKind.INITIAL) {
      stores.addAll(delta.stores());
      if (original.sweeps() || delta.rejectedKeys().unnamed() > 0) {
        stores.removeAll(original.stores());
      }
    }
    return stores;
  }

  private BackfillOutcome nothingToDo(Request request, RowCounts rows, Instant began) {
    deliveries.create(
        record(request.record(), request.id(), Status.SETTLED, rows, new TreeSet<>(), 0, began));
    return new BackfillOutcome.NothingToDo(
        "%s says nothing of what is new in version %s"
            .formatted(request.record().id(), request.version()));
  }

  private BackfillOutcome send(
      Request request,
      FilteredDelta delta,
      SortedSet<FacilityId> stores,
      int partSize,
      Path workspace,
      Instant began) {
    FilteredDelta.Cut parts =
        delta.cut(workspace, workspace.resolve(PartPublisher.REJECTS), partSize);
    String staging = BucketLayout.staging(request.id(), request.run());
    for (DeliveryManifest.Part part : parts.parts()) {
      String name = part.name().toString();
      files.put(staging + name, Content.of(workspace.resolve(name)), Map.of());
    }
    for (String name : List.of(PartPublisher.REJECTS, DeltaFilter.REJECTED_KEYS)) {
      files.put(staging + name, Content.of(workspace.resolve(name)), Map.of());
    }
    DeliveryManifest original = request.cut();
    DeliveryManifest decided =
        deliveryDocuments.createManifest(
            new DeliveryManifest(
                request.id(),
                DeliveryManifest.DeliveryKind.BACKFILL,
                original.snapshot(),
                original.uploaded(),
                original.drop(),
                parts.input(),
                request.version().catalog(),
                request.version().facilities(),
                delta.rows(),
                stores,
                IntakeFindings.of(delta.rejectedKeys()),
                parts.parts(),
                staging));
    return accept(request.record(), decided, began);
  }

  private BackfillOutcome accept(DeliveryRecord original, DeliveryManifest cut, Instant began) {
    DeliveryRecord record =
        record(
            original,
            cut.delivery(),
            Status.RUNNING,
            cut.rows(),
            cut.stores(),
            cut.parts().size(),
            began);
    return switch (deliveries.create(record)) {
      case WriteOutcome.Saved<DeliveryRecord> done -> resume(done.record());
      case WriteOutcome.Conflict<DeliveryRecord> conflict ->
          resume(conflict.present().orElseThrow());
    };
  }

  private BackfillOutcome resume(DeliveryRecord record) {
    // The backfill is accepted before its original is read here, and an undo of the original looks
    // for backfills after it has begun. So one of the two sees the other.
    if (new UndoMembership(deliveries).join(record, record.id().original()).isPresent()) {
      return new BackfillOutcome.NothingToDo("%s was undone".formatted(record.id().original()));
    }
    if (record.status() == Status.RUNNING) {
      new PartPublisher(files, deliveries)
          .send(deliveryDocuments.manifest(record.id()).orElseThrow());
    }
    return new BackfillOutcome.PartsSent(record.id(), record.parts());
  }

  private DeliveryRecord record(
      DeliveryRecord original,
      DeliveryId id,
      Status status,
      RowCounts rows,
      SortedSet<FacilityId> stores,
      int parts,
      Instant began) {
    return new DeliveryRecord(
        id,
        DeliveryManifest.DeliveryKind.BACKFILL,
        status,
        Optional.empty(),
        original.snapshot(),
        original.uploaded(),
        original.drop(),
        original.sha256(),
        original.bytes(),
        original.original(),
        rows,
        stores,
        IntakeFindings.NONE,
        parts,
        new TreeMap<>(Map.of(STEP, Duration.between(began, clock.instant()))),
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
