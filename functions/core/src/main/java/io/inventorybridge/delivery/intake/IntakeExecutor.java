// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryDocuments;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.DeliveryRepository.WriteOutcome;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.ReferenceData;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.delivery.UndoMembership;
import io.inventorybridge.delivery.filter.DeltaFilter;
import io.inventorybridge.delivery.filter.FilteredDelta;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.FileChanged;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Carries out the decisions of the intake. Each may be carried out any number of times, by several
 * runs and after a crash anywhere: two conditional writes, of the manifest and of the record,
 * decide which run counts, and everything after them is repeated. Safe for use by many threads.
 */
final class IntakeExecutor {
  private static final String STEP = "FilterDelta";

  private final FileStore files;
  private final DeliveryRepository deliveries;
  private final DeliveryDocuments deliveryDocuments;
  private final ReferenceData reference;
  private final InstantSource clock;

  IntakeExecutor(
      FileStore files,
      DeliveryRepository deliveries,
      DeliveryDocuments deliveryDocuments,
      ReferenceData reference,
      InstantSource clock) {
    this.files = files;
    this.deliveries = deliveries;
    this.deliveryDocuments = deliveryDocuments;
    this.reference = reference;
    this.clock = clock;
  }

  /**
   * A run of the intake.
   *
   * @param name unique; part of the keys of the files it stages
   * @param workspace a directory on local disk
   */
  record IntakeRun(
      IncomingDrop drop,
      DeliveryId id,
      DeltaFilter.FilterOutcome read,
      String name,
      Path workspace,
      Instant began) {
    private Optional<FilteredDelta> delta() {
      return read instanceof FilteredDelta readable ? Optional.of(readable) : Optional.empty();
    }

    private RowCounts rows() {
      return delta().map(FilteredDelta::rows).orElse(RowCounts.NONE);
    }
  }

  IntakeOutcome carryOut(IntakeDecision decision, IntakeRun run) {
    return switch (decision) {
      case IntakeDecision.Changed changed -> holdChanged(run);
      case IntakeDecision.GoOn goOn -> accept(goOn.cut(), run);
      case IntakeDecision.Duplicate duplicate -> {
        run.drop().released().ifPresent(held -> linkRelease(held.id(), duplicate.first().id()));
        yield secondUpload(duplicate.first(), DeliveryReport.Status.DUPLICATE, run.rows(), run);
      }
      case IntakeDecision.StillWaiting waiting ->
          secondUpload(
              waiting.first(),
              DeliveryReport.Status.valueOf(waiting.first().status().name()),
              run.rows(),
              run);
      case IntakeDecision.Hold hold -> hold(hold, run);
      case IntakeDecision.Accept accept -> accept(accept, run);
    };
  }

  // ------------------------------------------------------------------ acceptance

  private IntakeOutcome accept(IntakeDecision.Accept decision, IntakeRun run) {
    FilteredDelta delta = decision.delta();
    IncomingDrop drop = run.drop();
    DeliveryId id = run.id();
    try {
      files.copy(
          drop.file(), BucketLayout.original(id, drop.name()), originalMetadata(drop.file(), id));
    } catch (FileChanged e) {
      return holdChanged(run);
    }
    FilteredDelta.Cut cut =
        delta.cut(
            run.workspace(),
            run.workspace().resolve(PartPublisher.REJECTS),
            drop.settings().delivery().partSize());
    String staging = BucketLayout.staging(id, run.name());
    for (DeliveryManifest.Part part : cut.parts()) {
      stage(run, part.name().toString(), staging);
    }
    stage(run, PartPublisher.REJECTS, staging);
    if (delta.rejectedKeys().named() > 0) {
      stage(run, DeltaFilter.REJECTED_KEYS, staging);
    }
    return accept(
        deliveryDocuments.createManifest(
            new DeliveryManifest(
                id,
                drop.kind(),
                drop.snapshot(),
                drop.uploaded(),
                drop.object(),
                cut.input(),
                delta.catalogVersion(),
                delta.facilitiesVersion(),
                delta.rows(),
                delta.stores(),
                decision.findings(),
                cut.parts(),
                staging)),
        run);
  }

  /** Continues from the cut that this run or another one decided. */
  private IntakeOutcome accept(DeliveryManifest cut, IntakeRun run) {
    DeliveryRecord claimed =
        claim(
            new DeliveryRecord(
                cut.delivery(),
                run.drop().kind(),
                Status.RUNNING,
                Optional.empty(),
                run.drop().snapshot(),
                cut.uploaded(),
                cut.drop(),
                cut.input().sha256(),
                run.drop().file().size(),
                Optional.of(BucketLayout.original(cut.delivery(), run.drop().name())),
                cut.rows(),
                cut.stores(),
                cut.findings(),
                cut.parts().size(),
                took(run),
                releasedFrom(run.drop(), cut.delivery()),
                Optional.empty(),
                run.drop().corrects(),
                Optional.empty(),
                0));
    IntakeOutcome outcome = resume(claimed);
    return claimed.drop().equals(run.drop().object())
        ? outcome
        : secondUpload(claimed, DeliveryReport.Status.DUPLICATE, cut.rows(), run);
  }

  private void stage(IntakeRun run, String name, String staging) {
    files.put(staging + name, Content.of(run.workspace().resolve(name)), Map.of());
  }

  // ------------------------------------------------------------------ holds

  private IntakeOutcome hold(IntakeDecision.Hold decision, IntakeRun run) {
    IncomingDrop drop = run.drop();
    DeliveryId id = run.id();
    String original = BucketLayout.heldOriginal(id, drop.name());
    try {
      files.copy(drop.file(), original, originalMetadata(drop.file(), id));
    } catch (FileChanged e) {
      return holdChanged(run);
    }
    run.delta()
        .filter(delta -> delta.rows().rejectedRows() > 0)
        .ifPresent(delta -> keepRejects(delta, run));
    return resume(
        claim(
            held(
                run,
                decision.reason(),
                Optional.of(original),
                run.rows(),
                run.delta().map(FilteredDelta::stores).orElseGet(TreeSet::new),
                decision.findings())));
  }

  // An accepted delivery has its rejects already; those of a later hold are the same rows.
  private void keepRejects(FilteredDelta delta, IntakeRun run) {
    Path rejects = run.workspace().resolve(PartPublisher.REJECTS);
    delta.writeRejects(rejects);
    files.put(
        BucketLayout.rejects(run.id()),
        Content.of(rejects),
        PartPublisher.rejectMetadata(run.id(), run.drop().snapshot(), true));
    try (InputStream written = Files.newInputStream(rejects)) {
      PartPublisher.storeSpreadsheet(files, run.id(), written);
    } catch (IOException e) {
      throw new StorageFailure("copying the rejects of " + run.id(), e);
    }
  }

  private IntakeOutcome holdChanged(IntakeRun run) {
    return resume(
        claim(
            held(
                run,
                StatedReason.of(
                    HeldReason.CHANGED_WHILE_READ,
                    "%s was replaced while it was read; what lies there now is taken in by itself"
                        .formatted(run.drop().file().key())),
                Optional.empty(),
                RowCounts.NONE,
                new TreeSet<>(),
                IntakeFindings.NONE)));
  }

  private DeliveryRecord held(
      IntakeRun run,
      StatedReason reason,
      Optional<String> original,
      RowCounts rows,
      SortedSet<FacilityId> stores,
      IntakeFindings findings) {
    IncomingDrop drop = run.drop();
    return new DeliveryRecord(
        run.id(),
        drop.kind(),
        Status.HELD,
        Optional.of(reason),
        drop.snapshot(),
        drop.uploaded(),
        drop.object(),
        run.read().sha256(),
        drop.file().size(),
        original,
        rows,
        stores,
        findings,
        0,
        took(run),
        releasedFrom(drop, run.id()),
        Optional.empty(),
        drop.corrects(),
        Optional.empty(),
        0);
  }

  private static Optional<DeliveryId> releasedFrom(IncomingDrop drop, DeliveryId id) {
    return drop.released().map(DeliveryRecord::id).filter(held -> !held.equals(id));
  }

  // ------------------------------------------------------------------ second uploads

  private IntakeOutcome secondUpload(
      DeliveryRecord first, DeliveryReport.Status status, RowCounts rows, IntakeRun run) {
    if (first.status() == Status.RUNNING) {
      // The first one may have been interrupted; it is completed here.
      resume(first);
    }
    String reason =
        status == DeliveryReport.Status.DUPLICATE
            ? "the same bytes were delivered as %s, uploaded at %s"
                .formatted(first.id(), first.uploaded())
            : "the same bytes wait as %s, uploaded at %s: %s"
                .formatted(
                    first.id(),
                    first.uploaded(),
                    first.reason().map(StatedReason::toString).orElse("a part has failed"));
    return new IntakeOutcome.Reported(
        deliveryDocuments.saveReport(
            DeliveryReport.ofSecondUpload(
                first, status, reason, rows, run.drop().object().at(), took(run))));
  }

  // ------------------------------------------------------------------ the record

  /** Writes the record unless another run has written it; of two runs the first one decides. */
  private DeliveryRecord claim(DeliveryRecord record) {
    return switch (deliveries.create(record)) {
      case WriteOutcome.Saved<DeliveryRecord> done -> done.record();
      case WriteOutcome.Conflict<DeliveryRecord> conflict -> {
        DeliveryRecord present = conflict.present().orElseThrow();
        if (!isReplaceable(present, record)) {
          yield present;
        }
        WriteOutcome<DeliveryRecord> replaced =
            deliveries.replace(record.withRevision(present.revision()));
        yield switch (replaced) {
          case WriteOutcome.Saved<DeliveryRecord> done -> done.record();
          case WriteOutcome.Conflict<DeliveryRecord> other -> other.present().orElseThrow();
        };
      }
    };
  }

  /** Tells whether a record only waited for this drop. */
  private static boolean isReplaceable(DeliveryRecord present, DeliveryRecord next) {
    return switch (present.status()) {
      case RELEASED -> next.status() == Status.RUNNING || next.status() == Status.HELD;
      case REFUSED -> next.status() == Status.HELD || next.status() == Status.RUNNING;
      case HELD ->
          present.reason().filter(why -> why.is(HeldReason.CHANGED_WHILE_READ)).isPresent();
      case RUNNING, SETTLED, QUARANTINED, UNDOING, UNDONE -> false;
    };
  }

  /** Completes the decision of an earlier run, perhaps of the same drop. */
  IntakeOutcome resume(DeliveryRecord record) {
    return switch (record.status()) {
      case RUNNING -> {
        linkRelease(record);
        Optional<DeliveryRecord> joined = joinUndo(record);
        if (joined.isPresent()) {
          yield reported(joined.get());
        }
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
      case QUARANTINED, RELEASED, REFUSED, UNDOING, UNDONE -> reported(record);
    };
  }

  // A correction is accepted before the delivery it corrects is read here, and an undo looks for
  // corrections after it has begun. So one of the two sees the other. An operator who releases a
  // correction of a void delivery decides that it counts.
  private Optional<DeliveryRecord> joinUndo(DeliveryRecord record) {
    return IncomingObjectKey.parse(record.drop().key()).released().isPresent()
        ? Optional.empty()
        : record
            .corrects()
            .flatMap(other -> new UndoMembership(deliveries).join(record, other.original()));
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
          Content.of(new byte[0]),
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
  private void linkRelease(DeliveryId held, DeliveryId became) {
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
    return held.status() == Status.RELEASED && held.releasedAs().isEmpty();
  }

  // The metadata of the kept copy, which preserves the values stated by the drop.
  private static Map<String, String> originalMetadata(StoredFile file, DeliveryId id) {
    Map<String, String> metadata = new HashMap<>(file.metadata());
    metadata.put(BucketLayout.DELIVERY, id.value());
    return metadata;
  }

  private SortedMap<String, Duration> took(IntakeRun run) {
    return new TreeMap<>(Map.of(STEP, Duration.between(run.began(), clock.instant())));
  }
}
