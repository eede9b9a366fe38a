// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The report of a delivery, kept as {@code reports/<delivery>.json}.
 *
 * @param key where it is kept
 * @param reason one sentence; empty for a settled delivery
 * @param guards their findings, as stored
 * @param rejectedKeys the keys that unusable rows of an initial load name; with one unnamed row the
 *     load was not swept
 * @param undo the undo that made it void
 * @param seconds by the name of the step
 */
public record DeliveryReport(
    String key,
    DeliveryId delivery,
    Status status,
    Optional<String> reason,
    SnapshotTime snapshot,
    RowCounts rows,
    List<GuardFinding> guards,
    RejectedKeys rejectedKeys,
    List<PartRecord> parts,
    Optional<DeliveryUndo> undo,
    SortedMap<String, Duration> seconds) {
  public DeliveryReport {
    guards = List.copyOf(guards);
    parts = List.copyOf(parts);
    seconds = new TreeMap<>(seconds);
  }

  /** Builds the report of a delivery in its present state. */
  public static DeliveryReport of(DeliveryRecord record, List<PartRecord> parts) {
    return new DeliveryReport(
        BucketLayout.report(record.id()),
        record.id(),
        Status.valueOf(record.status().name()),
        reason(record),
        record.snapshot(),
        record.rows(),
        record.findings().guards(),
        record.findings().rejectedKeys(),
        parts,
        record.undo(),
        seconds(record, parts));
  }

  private static SortedMap<String, Duration> seconds(
      DeliveryRecord record, List<PartRecord> parts) {
    TreeMap<String, Duration> seconds = new TreeMap<>(record.seconds());
    for (PartRecord part : parts) {
      if (!part.reset().took().isZero()) {
        seconds.merge("ImportReset", part.reset().took(), Duration::plus);
      }
      if (!part.variance().took().isZero()) {
        seconds.merge("ImportVariance", part.variance().took(), Duration::plus);
      }
    }
    return seconds;
  }

  /**
   * Builds the report of a second upload of a delivery, which changed nothing.
   *
   * @param status that of the first upload, or DUPLICATE when the first one is running or settled
   */
  public static DeliveryReport ofSecondUpload(
      DeliveryRecord first,
      Status status,
      String reason,
      RowCounts rows,
      Instant uploaded,
      SortedMap<String, Duration> seconds) {
    return new DeliveryReport(
        BucketLayout.duplicateReport(first.id(), uploaded),
        first.id(),
        status,
        Optional.of(reason),
        first.snapshot(),
        rows,
        List.of(),
        RejectedKeys.NONE,
        List.of(),
        Optional.empty(),
        seconds);
  }

  public String source() {
    return delivery.source();
  }

  // A release with another snapshot time created another delivery: both reports name each other.
  private static Optional<String> reason(DeliveryRecord record) {
    Optional<String> reason = record.reason().map(StatedReason::toString);
    if (record.releasedAs().isPresent()) {
      return Optional.of(
          "%s; released as %s".formatted(reason.orElse(""), record.releasedAs().get()));
    }
    Optional<String> undoneWith =
        record
            .undo()
            .map(DeliveryUndo::of)
            .filter(other -> !other.equals(record.id()))
            .map("undone with %s"::formatted);
    if (undoneWith.isPresent()) {
      return undoneWith;
    }
    return reason.isPresent()
        ? reason
        : record.releasedFrom().map("released from %s with another snapshot time"::formatted);
  }

  /** The status of a delivery in its report. */
  public enum Status {
    SETTLED,
    DUPLICATE,
    HELD,
    QUARANTINED,
    RUNNING,
    RELEASED,
    REFUSED,
    UNDOING,
    UNDONE
  }
}
