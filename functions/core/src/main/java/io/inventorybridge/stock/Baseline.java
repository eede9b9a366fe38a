// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

import java.time.Instant;
import java.util.Comparator;

/**
 * What a delivery said of a key: an absolute quantity that was true at the snapshot time.
 *
 * @param rank orders the baselines of a key; a newer one replaces an older one, never the reverse
 * @param quantity units on hand at {@code rank.snapshot()} by Retail Pro
 * @param part the part of the delivery that carried the row, {@link #SWEEP} for a key that an
 *     initial load stated by leaving it out
 * @param line physical line of the row in the part, 0 where there is no row
 */
public record Baseline(Rank rank, Quantity quantity, String part, long line) {
  /** The part name under which an initial load sets what it leaves out to 0. */
  public static final String SWEEP = "sweep";

  /** No delivery covers the key: quantity 0, true since for ever. */
  public static final Baseline NONE =
      new Baseline(new Rank(Instant.MIN, Instant.MIN, ""), Quantity.ZERO, "", 0);

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
   * The order of baselines: by snapshot time, then by upload time, then by delivery id.
   *
   * @param snapshot the moment at which the delivery's quantities were true
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
