// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.SnapshotTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The check of a drop against earlier drops of the same bytes from the same source.
 *
 * @param headerOnly files without rows are identical every day
 */
record DuplicateCheck(
    SnapshotTime snapshot, Instant uploaded, String sha256, boolean headerOnly, Duration window) {
  private static final Set<Status> ACCEPTED = EnumSet.of(Status.RUNNING, Status.SETTLED);
  private static final Set<Status> WAITING = EnumSet.of(Status.HELD, Status.QUARANTINED);
  private static final Set<Status> VOID = EnumSet.of(Status.UNDOING, Status.UNDONE);

  /** The result of the check. */
  sealed interface DuplicateResult {
    /** These bytes are new. */
    record New() implements DuplicateResult {}

    /** The first delivery is running or settled; this drop changes nothing. */
    record Duplicate(DeliveryRecord first) implements DuplicateResult {}

    /** The first delivery waits for an operator; this drop changes nothing. */
    record StillWaiting(DeliveryRecord first) implements DuplicateResult {}

    /** The drop is held for an operator. */
    record ToHold(HeldReason reason, String sentence) implements DuplicateResult {}
  }

  DuplicateResult check(List<DeliveryRecord> ofSource) {
    List<DeliveryRecord> same =
        ofSource.stream()
            .filter(record -> record.sha256().equals(sha256))
            .filter(record -> !wasNeverRead(record))
            .sorted(Comparator.comparing(DeliveryRecord::uploaded))
            .toList();
    Optional<DeliveryRecord> itself =
        same.stream()
            .filter(record -> record.snapshot().at().equals(snapshot.at()))
            .max(Comparator.comparingInt(record -> record.id().round()));
    if (itself.isPresent()) {
      return of(itself.get());
    }
    return snapshot.from().stated() ? new DuplicateResult.New() : checkWithoutSnapshotTime(same);
  }

  /** The result for an existing record of exactly this delivery. */
  private static DuplicateResult of(DeliveryRecord record) {
    return switch (record.status()) {
      case RUNNING, SETTLED -> new DuplicateResult.Duplicate(record);
      case HELD, QUARANTINED -> new DuplicateResult.StillWaiting(record);
      case RELEASED -> new DuplicateResult.StillWaiting(record);
      case REFUSED -> refusedBefore(record);
      case UNDOING, UNDONE -> undoneBefore(record);
    };
  }

  // The snapshot time is not stated: the file was sent twice, or nothing changed for a day.
  private DuplicateResult checkWithoutSnapshotTime(List<DeliveryRecord> same) {
    Optional<DeliveryRecord> near =
        first(same, ACCEPTED, record -> !timeBetween(record).minus(window).isPositive());
    if (near.isPresent()) {
      return new DuplicateResult.Duplicate(near.get());
    }
    Optional<DeliveryRecord> waiting = first(same, WAITING, record -> true);
    if (waiting.isPresent()) {
      return new DuplicateResult.StillWaiting(waiting.get());
    }
    Optional<DeliveryRecord> refused = first(same, EnumSet.of(Status.REFUSED), record -> true);
    if (refused.isPresent()) {
      return refusedBefore(refused.get());
    }
    Optional<DeliveryRecord> undone = first(same, VOID, record -> true);
    if (undone.isPresent() && !headerOnly) {
      return undoneBefore(undone.get());
    }
    Optional<DeliveryRecord> earlier = first(same, ACCEPTED, record -> true);
    if (earlier.isPresent() && !headerOnly) {
      return new DuplicateResult.ToHold(
          HeldReason.SAME_BYTES_LATER,
          "the same bytes were delivered as %s, uploaded at %s, and nothing states another snapshot time"
              .formatted(earlier.get().id(), earlier.get().uploaded()));
    }
    return new DuplicateResult.New();
  }

  private Duration timeBetween(DeliveryRecord record) {
    return Duration.between(record.uploaded(), uploaded).abs();
  }

  private static DuplicateResult refusedBefore(DeliveryRecord record) {
    DeliveryId id = record.id();
    return new DuplicateResult.ToHold(
        HeldReason.REFUSED_BEFORE, "the same bytes were refused as %s".formatted(id));
  }

  private static DuplicateResult undoneBefore(DeliveryRecord record) {
    return new DuplicateResult.ToHold(
        HeldReason.UNDONE_BEFORE, "the same bytes were undone as %s".formatted(record.id()));
  }

  // Nothing is kept of such a file, so it must be sent again.
  private static boolean wasNeverRead(DeliveryRecord record) {
    return record.status() == Status.HELD
        && record.reason().filter(why -> why.is(HeldReason.CHANGED_WHILE_READ)).isPresent();
  }

  private interface Condition {
    boolean holds(DeliveryRecord record);
  }

  private static Optional<DeliveryRecord> first(
      List<DeliveryRecord> records, Set<Status> statuses, Condition condition) {
    return records.stream()
        .filter(record -> statuses.contains(record.status()) && condition.holds(record))
        .findFirst();
  }
}
