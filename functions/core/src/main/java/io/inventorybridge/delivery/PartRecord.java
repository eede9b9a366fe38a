// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.stock.StockQuantity;
import java.time.Duration;
import java.util.Optional;

/**
 * The record of a part: its progress.
 *
 * @param attempt names the execution that wrote this, {@link #NO_ATTEMPT} before the first
 * @param rows of the reset file, without its header
 * @param failure why it is quarantined
 * @param revision counts the writes, from 1; a replacement states the revision it has read
 */
public record PartRecord(
    DeliveryId delivery,
    PartName part,
    Status status,
    String attempt,
    long rows,
    ResetTotals reset,
    VarianceTotals variance,
    Optional<Failure> failure,
    long revision) {
  /** No execution has started on the part yet. */
  public static final String NO_ATTEMPT = "";

  /** The record of a part that was just cut. */
  public static PartRecord pending(DeliveryId delivery, DeliveryManifest.Part part) {
    return new PartRecord(
        delivery,
        part.name(),
        Status.PENDING,
        NO_ATTEMPT,
        part.rows(),
        ResetTotals.NONE,
        VarianceTotals.NONE,
        Optional.empty(),
        0);
  }

  /** The same record, settled by an attempt. */
  public PartRecord settled(String by, ResetTotals resets, VarianceTotals variances) {
    return new PartRecord(
        delivery, part, Status.SETTLED, by, rows, resets, variances, Optional.empty(), revision);
  }

  /** The same record, failed in an attempt; applied rows stay applied. */
  public PartRecord quarantined(String by, Failure why) {
    return new PartRecord(
        delivery, part, Status.QUARANTINED, by, rows, reset, variance, Optional.of(why), revision);
  }

  /** The same record, waiting for its next attempt. */
  public PartRecord pending() {
    return new PartRecord(
        delivery, part, Status.PENDING, attempt, rows, reset, variance, Optional.empty(), revision);
  }

  /** The same record with the revision that the store gave it. */
  public PartRecord withRevision(long number) {
    return new PartRecord(delivery, part, status, attempt, rows, reset, variance, failure, number);
  }

  /** The status of a part. */
  public enum Status {
    PENDING,
    SETTLED,
    QUARANTINED
  }

  /** The totals of the reset import, in rows. */
  public record ResetTotals(long applied, long unchanged, long stale, Duration took) {
    public static final ResetTotals NONE = new ResetTotals(0, 0, 0, Duration.ZERO);
  }

  /**
   * The totals of the variance import.
   *
   * @param units the sum of the file's differences, with its sign
   * @param lateFacts entries that corrected for facts that became known after the file was written
   */
  public record VarianceTotals(
      long rows, StockQuantity units, long stale, long lateFacts, Duration took) {
    public static final VarianceTotals NONE =
        new VarianceTotals(0, StockQuantity.ZERO, 0, 0, Duration.ZERO);
  }

  /**
   * The failure of an attempt.
   *
   * @param step the name of the failed state
   * @param error its name, as the state machine catches it
   * @param cause one sentence
   */
  public record Failure(String step, String error, String cause) {}
}
