// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;

/**
 * The totals of one store.
 *
 * @param keys of the delivery in this store that it settled
 * @param compared keys that had a baseline before
 * @param differing compared keys that differ
 * @param more units by which Retail Pro has more, over the compared keys
 * @param less units by which it has less, not positive
 * @param posSince true when the POS of the store reported anything between its last baseline and
 *     this delivery
 */
public record StoreDifferences(
    FacilityId store,
    long keys,
    long compared,
    long differing,
    StockQuantity more,
    StockQuantity less,
    boolean posSince) {
  /** Fewer keys are not enough to tell whether most keys of a store differ. */
  private static final long LEAST_KEYS = 10;

  /** Tells whether enough keys were compared. */
  boolean isComparable() {
    return compared >= LEAST_KEYS;
  }

  /** Tells whether most of its keys differ. */
  boolean differsMostly() {
    return isComparable() && 2 * differing > compared;
  }

  /**
   * Tells whether its POS feed seems dead: most of its keys differ, and the POS reported nothing.
   * Where most stores differ at once, the file is the suspect instead.
   */
  public boolean feedIsDead() {
    return differsMostly() && !posSince;
  }

  /** The units that differ, in either direction. */
  public long differingUnits() {
    return more.minus(less).units();
  }
}
