// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

import java.time.Instant;
import java.util.Comparator;

/**
 * An absolute quantity that a delivery stated for a key, as of the snapshot time.
 *
 * @param rank orders the baselines of a key; a newer one replaces an older one; an older one never
 *     replaces a newer one
 * @param quantity units on hand at {@code rank.snapshot()} according to Retail Pro
 * @param part the part of the delivery that carried the row, {@link #SWEEP} for a key that an
 *     initial load stated by omission
 * @param line physical line of the row in the part, 0 without a row
 */
public record StockBaseline(Rank rank, StockQuantity quantity, String part, long line) {
  /**
   * Orders what is said of a key from the oldest to the newest. Of one delivery, a row counts more
   * than what the delivery states by omission: the sweep of a backfill may come first.
   */
  public static final Comparator<StockBaseline> BY_AGE =
      Comparator.comparing(StockBaseline::rank)
          .thenComparing(baseline -> !baseline.part().equals(StockBaseline.SWEEP));

  /** The part name under which an initial load sets omitted keys to 0. */
  public static final String SWEEP = "sweep";

  /** The baseline of a key that no delivery covers: quantity 0, as of the beginning of time. */
  public static final StockBaseline NONE =
      new StockBaseline(new Rank(Instant.MIN, Instant.MIN, ""), StockQuantity.ZERO, "", 0);

  public Instant snapshot() {
    return rank.snapshot();
  }

  public String delivery() {
    return rank.delivery();
  }

  public boolean isNone() {
    return rank.delivery().isEmpty();
  }

  /**
   * The rank of a baseline. Ranks are ordered by snapshot time, then by upload time, then by
   * delivery id.
   *
   * @param snapshot the time the delivery's quantities are as of
   * @param upload when the delivery was dropped
   */
  public record Rank(Instant snapshot, Instant upload, String delivery)
      implements Comparable<Rank> {
    private static final Comparator<Rank> ORDER =
        Comparator.comparing(Rank::snapshot)
            .thenComparing(Rank::upload)
            .thenComparing(Rank::delivery);

    @Override
    public int compareTo(Rank other) {
      return ORDER.compare(this, other);
    }
  }
}
