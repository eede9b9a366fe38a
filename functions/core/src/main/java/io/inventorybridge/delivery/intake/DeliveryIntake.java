// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.DeliveryRepository.WriteOutcome;
import io.inventorybridge.delivery.EmptiedKeys;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SnapshotTime.From;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.delivery.filter.DeltaFilter;
import io.inventorybridge.delivery.filter.DeltaFilter.Unreadable;
import io.inventorybridge.delivery.filter.FilteredDelta;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.FileChanged;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The intake of one version of a dropped file, from its first byte to the decision. */
final class DeliveryIntake {
  private static final String STEP = "FilterDelta";

  private final FilteringDelta use;
  private final StoredFile file;
  private final SourceObject drop;
  private final String run;
  private final Instant began;
  private final InstallationSettings settings;
  private final Optional<CatalogIndex> catalog;

  /** The held delivery that an operator released as this drop. */
  private final Optional<DeliveryRecord> released;

  private final String source;
  private final DeliveryKind kind;
  private final String name;
  private final Instant uploaded;
  private final Optional<String> refusal;
  private Optional<EmptiedKeys> goingToZero = Optional.empty();

  DeliveryIntake(FilteringDelta use, IncomingObjectKey incoming, StoredFile file, String run) {
    this.use = use;
    this.file = file;
    this.drop = SourceObject.of(file);
    this.run = run;
    this.began = use.clock().instant();
    this.released = incoming.released().flatMap(use.deliveries()::find);
    this.source = released.map(DeliveryRecord::source).orElse(incoming.source());
    this.kind = released.map(DeliveryRecord::kind).orElse(incoming.kind());
    this.name = released.map(record -> record.drop().name()).orElse(drop.name());
    this.uploaded = released.map(DeliveryRecord::uploaded).orElse(drop.at());
    this.settings = use.reference().settings(source);
    this.catalog = use.reference().catalogIndex();
    boolean letGo =
        released.map(DeliveryRecord::status).filter(Status.RELEASED::equals).isPresent();
    this.refusal =
        incoming.released().isPresent() && !letGo
            ? Optional.of("%s was not released".formatted(incoming.released().get()))
            : Optional.empty();
  }

  /**
   * @throws FileChanged when the key holds another file by now; no byte was read then
   */
  IntakeOutcome receive() {
    if (refusal.isPresent()) {
      return new IntakeOutcome.Ignored(file.key(), refusal.get());
    }
    try (RunDirectory workspace = RunDirectory.in(use.disk());
        InputStream in = use.files().open(file)) {
      DeltaFilter filter =
          new DeltaFilter(
              use.scanner(),
              catalog.orElseGet(() -> CatalogIndex.of(List.of())),
              use.reference().facilityDirectory(),
              settings.delivery());
      return switch (filter.read(in, workspace.path())) {
        case Unreadable unreadable ->
            decideByBytes(unreadable, Optional.empty())
                .orElseGet(
                    () -> hold(unreadable.sha256(), unreadable.reason(), unreadable.sentence()));
        case FilteredDelta delta -> {
          try (delta) {
            yield decideByBytes(delta, Optional.of(delta))
                .orElseGet(
                    () -> checkGuards(delta).orElseGet(() -> accept(delta, workspace.path())));
          }
        }
      };
    } catch (IOException e) {
      throw new StorageFailure("reading " + file.key(), e);
    }
  }

  /** Decides by the bytes of a drop and its snapshot time; empty when they do not decide. */
  private Optional<IntakeOutcome> decideByBytes(
      DeltaFilter.FilterOutcome read, Optional<FilteredDelta> delta) {
    if (read.bytes() != file.size() || hasChanged()) {
      return Optional.of(holdChanged(read.sha256()));
    }
    Optional<DeliveryManifest> cut =
        use.deliveryDocuments()
            .manifest(id(read.sha256()))
            .filter(there -> there.drop().equals(drop));
    if (cut.isPresent()) {
      return Optional.of(accept(cut.get()));
    }
    long rows = delta.map(readable -> readable.rows().read()).orElse(-1L);
    DuplicateCheck.DuplicateResult standing =
        new DuplicateCheck(
                snapshot(),
                uploaded,
                read.sha256(),
                rows == 0,
                settings.delivery().sameBytesWindow())
            .check(others());
    RowCounts counts = delta.map(FilteredDelta::rows).orElse(RowCounts.NONE);
    return switch (standing) {
      case DuplicateCheck.DuplicateResult.New nothing -> Optional.empty();
      case DuplicateCheck.DuplicateResult.Duplicate duplicate -> {
        released.ifPresent(held -> use.linkRelease(held.id(), duplicate.first().id()));
        yield Optional.of(secondUpload(duplicate.first(), DeliveryReport.Status.DUPLICATE, counts));
      }
      case DuplicateCheck.DuplicateResult.StillWaiting waiting ->
          Optional.of(
              secondUpload(
                  waiting.first(),
                  DeliveryReport.Status.valueOf(waiting.first().status().name()),
                  counts));
      case DuplicateCheck.DuplicateResult.ToHold toHold ->
          released.isPresent()
              ? Optional.empty()
              : Optional.of(hold(read.sha256(), counts, stores(delta), toHold));
    };
  }

  /** Runs the other checks that may hold a readable delivery, unless an operator released it. */
  private Optional<IntakeOutcome> checkGuards(FilteredDelta delta) {
    if (catalog.isEmpty()) {
      return Optional.of(
          hold(
              delta.sha256(),
              HeldReason.NO_CATALOG,
              "there is no catalogue yet, so nothing is known to be sold online"));
    }
    if (released.isPresent()) {
      return Optional.empty();
    }
    if (found() instanceof SnapshotTimeResolver.ResolvedTime.Unusable unusable) {
      return Optional.of(hold(delta.sha256(), HeldReason.BAD_SNAPSHOT_TIME, unusable.sentence()));
    }
    if (delta.isRejectsFile() && !snapshot().from().stated()) {
      return Optional.of(
          hold(
              delta.sha256(),
              HeldReason.REJECTS_WITHOUT_SNAPSHOT_TIME,
              "a file of rejected rows has to state the snapshot time of its delivery, by name or metadata"));
    }
    DeliveryGuards.GuardResult checked =
        new DeliveryGuards(
                kind,
                snapshot(),
                uploaded,
                delta,
                use.deliveries().ofSource(source),
                use.stockBalances(),
                settings.delivery().guards())
            .check();
    goingToZero = checked.goingToZero();
    return checked
        .hold()
        .map(
            alarm ->
                hold(
                    delta.sha256(),
                    delta.rows(),
                    delta.stores(),
                    new DuplicateCheck.DuplicateResult.ToHold(alarm.reason(), alarm.sentence())));
  }

  private IntakeOutcome accept(FilteredDelta delta, Path workspace) {
    DeliveryId id = id(delta.sha256());
    try {
      use.files().copy(file, BucketLayout.original(id, name), originalMetadata(id));
    } catch (FileChanged e) {
      return holdChanged(delta.sha256());
    }
    FilteredDelta.Cut cut =
        delta.cut(
            workspace, workspace.resolve(PartPublisher.REJECTS), settings.delivery().partSize());
    String staging = BucketLayout.staging(id, run);
    for (DeliveryManifest.Part part : cut.parts()) {
      stage(workspace.resolve(part.name().toString()), staging + part.name());
    }
    stage(workspace.resolve(PartPublisher.REJECTS), staging + PartPublisher.REJECTS);
    DeliveryManifest decided =
        use.deliveryDocuments()
            .createManifest(
                new DeliveryManifest(
                    id,
                    kind,
                    snapshot(),
                    uploaded,
                    drop,
                    cut.input(),
                    delta.catalogVersion(),
                    delta.facilitiesVersion(),
                    delta.rows(),
                    delta.stores(),
                    cut.parts(),
                    staging));
    return accept(decided);
  }

  /** Continues from the cut that this run or another one decided. */
  private IntakeOutcome accept(DeliveryManifest cut) {
    DeliveryRecord record =
        record(cut.delivery(), Status.RUNNING, Optional.empty(), cut.input().sha256())
            .original(Optional.of(BucketLayout.original(cut.delivery(), name)))
            .holding(cut.rows(), cut.stores(), cut.parts().size())
            .emptying(goingToZero)
            .build(cut.drop(), cut.uploaded());
    DeliveryRecord claimed = claim(record);
    IntakeOutcome outcome = use.resume(claimed);
    return claimed.drop().equals(drop)
        ? outcome
        : secondUpload(claimed, DeliveryReport.Status.DUPLICATE, cut.rows());
  }

  private void stage(Path from, String key) {
    use.files().put(key, Content.of(from), Map.of());
  }

  private IntakeOutcome hold(String sha256, HeldReason reason, String sentence) {
    return hold(
        sha256,
        RowCounts.NONE,
        new TreeSet<>(),
        new DuplicateCheck.DuplicateResult.ToHold(reason, sentence));
  }

  private IntakeOutcome hold(
      String sha256,
      RowCounts rows,
      SortedSet<FacilityId> stores,
      DuplicateCheck.DuplicateResult.ToHold why) {
    DeliveryId id = id(sha256);
    String original = BucketLayout.heldOriginal(id, name);
    try {
      use.files().copy(file, original, originalMetadata(id));
    } catch (FileChanged e) {
      return holdChanged(sha256);
    }
    return use.resume(
        claim(
            record(id, Status.HELD, Optional.of(why.reason().withSentence(why.sentence())), sha256)
                .original(Optional.of(original))
                .holding(rows, stores, 0)
                .emptying(goingToZero)
                .build(drop, uploaded)));
  }

  private IntakeOutcome holdChanged(String sha256) {
    String reason =
        HeldReason.CHANGED_WHILE_READ.withSentence(
            "%s was replaced while it was read; what lies there now is taken in by itself"
                .formatted(file.key()));
    return use.resume(
        claim(record(id(sha256), Status.HELD, Optional.of(reason), sha256).build(drop, uploaded)));
  }

  private IntakeOutcome secondUpload(
      DeliveryRecord first, DeliveryReport.Status status, RowCounts rows) {
    if (first.status() == Status.RUNNING) {
      // The first one may have been interrupted; it is completed here.
      use.resume(first);
    }
    String reason =
        status == DeliveryReport.Status.DUPLICATE
            ? "the same bytes were delivered as %s, uploaded at %s"
                .formatted(first.id(), first.uploaded())
            : "the same bytes wait as %s, uploaded at %s: %s"
                .formatted(
                    first.id(), first.uploaded(), first.reason().orElse("a part has failed"));
    TreeMap<String, Duration> seconds = new TreeMap<>(Map.of(STEP, elapsed()));
    return new IntakeOutcome.Reported(
        use.deliveryDocuments()
            .saveReport(
                DeliveryReport.ofSecondUpload(first, status, reason, rows, drop.at(), seconds)));
  }

  /** Writes the record unless another run has written it; of two runs the first one decides. */
  private DeliveryRecord claim(DeliveryRecord record) {
    return switch (use.deliveries().create(record)) {
      case WriteOutcome.Saved<DeliveryRecord> done -> done.record();
      case WriteOutcome.Conflict<DeliveryRecord> conflict -> {
        DeliveryRecord present = conflict.present().orElseThrow();
        if (!isReplaceable(present, record)) {
          yield present;
        }
        WriteOutcome<DeliveryRecord> replaced =
            use.deliveries().replace(record.withRevision(present.revision()));
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
          present
              .reason()
              .map(HeldReason::parse)
              .filter(HeldReason.CHANGED_WHILE_READ::equals)
              .isPresent();
      case RUNNING, SETTLED, QUARANTINED -> false;
    };
  }

  // Compared by content: the same bytes stored once more can be used like the first ones.
  private boolean hasChanged() {
    return use.files().find(file.key()).filter(now -> now.etag().equals(file.etag())).isEmpty();
  }

  private List<DeliveryRecord> others() {
    // A released delivery is not a second upload of itself.
    return use.deliveries().ofSource(source).stream()
        .filter(record -> released.filter(held -> held.id().equals(record.id())).isEmpty())
        .toList();
  }

  private DeliveryId id(String sha256) {
    return DeliveryId.of(snapshot().at(), source, sha256);
  }

  private SnapshotTimeResolver.ResolvedTime found() {
    return SnapshotTimeResolver.of(file.metadata(), name, uploaded, settings.snapshot());
  }

  private SnapshotTime snapshot() {
    if (released.isPresent() && !file.metadata().containsKey(BucketLayout.SNAPSHOT_TIME)) {
      return released.get().snapshot();
    }
    return switch (found()) {
      case SnapshotTimeResolver.ResolvedTime.Resolved at -> at.snapshot();
      case SnapshotTimeResolver.ResolvedTime.Unusable unusable ->
          new SnapshotTime(uploaded.minus(settings.snapshot().snapshotLead()), From.UPLOAD);
    };
  }

  // The metadata of the kept copy, which preserves the values stated by the drop.
  private Map<String, String> originalMetadata(DeliveryId id) {
    Map<String, String> metadata = new HashMap<>(file.metadata());
    metadata.put(BucketLayout.DELIVERY, id.value());
    return metadata;
  }

  private static SortedSet<FacilityId> stores(Optional<FilteredDelta> delta) {
    return delta.map(FilteredDelta::stores).orElseGet(TreeSet::new);
  }

  private Duration elapsed() {
    return Duration.between(began, use.clock().instant());
  }

  private DeliveryRecordDraft record(
      DeliveryId id, Status status, Optional<String> reason, String sha256) {
    return new DeliveryRecordDraft(
        id,
        kind,
        status,
        reason,
        snapshot(),
        sha256,
        file.size(),
        new TreeMap<>(Map.of(STEP, elapsed())),
        released.map(DeliveryRecord::id).filter(held -> !held.equals(id)));
  }
}
