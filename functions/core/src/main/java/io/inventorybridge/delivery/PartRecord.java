// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.stock.Quantity;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a part has come.
 *
 * @param attempt names the execution that wrote this, {@link #NO_ATTEMPT} before the first
 * @param rows of the reset file, without its header
 * @param failure why it is quarantined
 * @param revision counts the writes, from 1; a replacement states the one it has read
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
  /** No execution has taken up the part yet. */
  public static final String NO_ATTEMPT = "";

  /** A part that was just cut. */
  public static PartRecord pending(DeliveryId delivery, Manifest.Part part) {
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

  /** The same, settled by an attempt. */
  public PartRecord settled(String by, ResetTotals resets, VarianceTotals variances) {
    return new PartRecord(
        delivery, part, Status.SETTLED, by, rows, resets, variances, Optional.empty(), revision);
  }

  /** The same, failed in an attempt; what was applied stays applied. */
  public PartRecord quarantined(String by, Failure why) {
    return new PartRecord(
        delivery, part, Status.QUARANTINED, by, rows, reset, variance, Optional.of(why), revision);
  }

  /** The same, waiting for its next attempt. */
  public PartRecord pending() {
    return new PartRecord(
        delivery, part, Status.PENDING, attempt, rows, reset, variance, Optional.empty(), revision);
  }

  /** The same as the store keeps it. */
  public PartRecord revised(long number) {
    return new PartRecord(delivery, part, status, attempt, rows, reset, variance, failure, number);
  }

  /** Where a part stands. */
  public enum Status {
    PENDING,
    SETTLED,
    QUARANTINED
  }

  /** What importing the reset file did, in rows. */
  public record ResetTotals(long applied, long unchanged, long stale, Duration took) {
    public static final ResetTotals NONE = new ResetTotals(0, 0, 0, Duration.ZERO);
  }

  /**
   * What importing the variance file did.
   *
   * @param units the sum of the file's differences, with its sign
   * @param lateFacts entries that corrected what was learnt after the file was written
   */
  public record VarianceTotals(
      long rows, Quantity units, long stale, long lateFacts, Duration took) {
    public static final VarianceTotals NONE =
        new VarianceTotals(0, Quantity.ZERO, 0, 0, Duration.ZERO);
  }

  /**
   * Why an attempt failed.
   *
   * @param step where, by the state's name
   * @param error its name, as the state machine catches it
   * @param cause one sentence
   */
  public record Failure(String step, String error, String cause) {}
}
