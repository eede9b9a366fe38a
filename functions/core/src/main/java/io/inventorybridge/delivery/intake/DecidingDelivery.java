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
import io.inventorybridge.delivery.HeldReason.Release;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The use case of an operator's decision about a delivery that waits for one. Each decision may be
 * repeated; the next decision of the same kind completes one that was interrupted. Safe for use by
 * many threads.
 */
public final class DecidingDelivery {
  private final FileStore files;
  private final DeliveryRepository deliveries;
  private final DeliveryDocuments deliveryDocuments;

  public DecidingDelivery(
      FileStore files, DeliveryRepository deliveries, DeliveryDocuments deliveryDocuments) {
    this.files = files;
    this.deliveries = deliveries;
    this.deliveryDocuments = deliveryDocuments;
  }

  /** The result of a decision. */
  public sealed interface DecisionOutcome {
    /**
     * The decision was carried out.
     *
     * @param parts the parts that were sent again
     */
    record Decided(DeliveryRecord record, List<PartName> parts) implements DecisionOutcome {}

    /** The decision is impossible; one sentence states the reason. Nothing was changed. */
    record Impossible(String sentence) implements DecisionOutcome {}
  }

  /** Sends again every part that is not settled. */
  public DecisionOutcome retry(DeliveryId id) {
    Optional<DeliveryRecord> found = deliveries.find(id);
    if (found.isEmpty()) {
      return unknown(id);
    }
    DeliveryRecord record = found.get();
    if (record.status() != Status.QUARANTINED && record.status() != Status.RUNNING) {
      return impossible(record, "retried", "quarantined");
    }
    DeliveryManifest manifest =
        deliveryDocuments
            .manifest(id)
            .orElseThrow(() -> new IllegalStateException(id + " runs without a manifest"));
    PartPublisher parts = new PartPublisher(files, deliveries);
    parts.send(manifest);
    DeliveryRecord running =
        record.status() == Status.RUNNING ? record : replaced(record.with(Status.RUNNING));
    List<PartName> again = new ArrayList<>();
    List<PartRecord> all = deliveries.parts(id);
    for (PartRecord part : all) {
      if (part.status() != PartRecord.Status.SETTLED) {
        if (part.status() == PartRecord.Status.QUARANTINED) {
          // If another write came first, that record is newer.
          deliveries.replace(part.pending());
        }
        parts.sendAgain(id, manifest.part(part.part()).orElseThrow());
        again.add(part.part());
      }
    }
    if (again.isEmpty()) {
      // Every part is settled and the delivery is not: the steps after the last part are repeated.
      PartName last = all.getLast().part();
      parts.sendAgain(id, manifest.part(last).orElseThrow());
      again.add(last);
    }
    return new DecisionOutcome.Decided(running, again);
  }

  /**
   * Releases a held delivery in spite of its hold reason.
   *
   * @param snapshot its snapshot time, if the operator states another one
   */
  public DecisionOutcome release(DeliveryId id, Optional<Instant> snapshot) {
    Optional<DeliveryRecord> found = deliveries.find(id);
    if (found.isEmpty()) {
      return unknown(id);
    }
    DeliveryRecord record = found.get();
    boolean again = record.status() == Status.RELEASED && record.releasedAs().isEmpty();
    if (record.status() != Status.HELD && !again) {
      return impossible(record, "released", "held");
    }
    String reason = record.reason().map(StatedReason::toString).orElse("");
    Release allowed =
        record
            .reason()
            .flatMap(StatedReason::held)
            .map(HeldReason::release)
            .orElse(Release.AS_IT_IS);
    if (allowed == Release.NEVER || record.original().isEmpty()) {
      return new DecisionOutcome.Impossible(
          "%s cannot be released, because it cannot be read: %s".formatted(id, reason));
    }
    if (allowed == Release.WITH_SNAPSHOT_TIME && snapshot.isEmpty()) {
      return new DecisionOutcome.Impossible(
          "%s can only be released with a snapshot time: %s".formatted(id, reason));
    }
    String key = record.original().get();
    Optional<StoredFile> original = files.find(key);
    if (original.isEmpty()) {
      return new DecisionOutcome.Impossible(
          "%s cannot be released, because its file %s is gone".formatted(id, key));
    }
    DeliveryRecord released =
        again ? record : replaced(record.with(Status.RELEASED, record.reason()));
    files.copy(original.get(), BucketLayout.released(id), metadata(released, snapshot));
    report(released);
    return new DecisionOutcome.Decided(released, List.of());
  }

  /** Refuses a held delivery; its file is kept. */
  public DecisionOutcome refuse(DeliveryId id) {
    Optional<DeliveryRecord> found = deliveries.find(id);
    if (found.isEmpty()) {
      return unknown(id);
    }
    DeliveryRecord record = found.get();
    if (record.status() != Status.HELD && record.status() != Status.REFUSED) {
      return impossible(record, "refused", "held");
    }
    DeliveryRecord refused =
        record.status() == Status.REFUSED
            ? record
            : replaced(record.with(Status.REFUSED, record.reason()));
    report(refused);
    return new DecisionOutcome.Decided(refused, List.of());
  }

  private static Map<String, String> metadata(DeliveryRecord record, Optional<Instant> snapshot) {
    Map<String, String> metadata = new HashMap<>();
    metadata.put(BucketLayout.RELEASED_FROM, record.id().value());
    metadata.put(BucketLayout.UPLOADED_AT, record.uploaded().toString());
    snapshot.ifPresent(
        time -> {
          metadata.put(BucketLayout.SNAPSHOT_TIME, time.toString());
          metadata.put(BucketLayout.SNAPSHOT_TIME_FROM, SnapshotTime.From.OPTION.name());
        });
    return metadata;
  }

  private DeliveryRecord replaced(DeliveryRecord record) {
    return switch (deliveries.replace(record)) {
      case WriteOutcome.Saved<DeliveryRecord> done -> done.record();
      case WriteOutcome.Conflict<DeliveryRecord> conflict ->
          throw new ChangedMeanwhile(
              "%s has changed meanwhile; look at it and decide again".formatted(record.id()));
    };
  }

  private void report(DeliveryRecord record) {
    deliveryDocuments.saveReport(DeliveryReport.of(record, deliveries.parts(record.id())));
  }

  private static DecisionOutcome unknown(DeliveryId id) {
    return new DecisionOutcome.Impossible("there is no delivery %s".formatted(id));
  }

  private static DecisionOutcome impossible(DeliveryRecord record, String verb, String needed) {
    return new DecisionOutcome.Impossible(
        "%s cannot be %s: it is %s, not %s"
            .formatted(
                record.id(),
                verb,
                record.status().name().toLowerCase(java.util.Locale.ROOT),
                needed));
  }

  /** Thrown when another decision was made at the same time; the message is for the operator. */
  public static final class ChangedMeanwhile extends RuntimeException {
    ChangedMeanwhile(String message) {
      super(message);
    }
  }
}
