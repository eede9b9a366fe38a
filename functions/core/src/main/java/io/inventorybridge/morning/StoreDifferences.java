// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.morning;

import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Quantity;

/**
 * One store's totals.
 *
 * @param keys of the delivery in this store that it settled
 * @param compared those of them that had a baseline before
 * @param differing those of the compared that differ
 * @param more units by which Retail Pro has more, over the compared keys
 * @param less units by which it has less, not positive
 * @param posSince whether a till of the store reported anything between its last baseline and this
 *     delivery
 */
public record StoreDifferences(
    FacilityId store,
    long keys,
    long compared,
    long differing,
    Quantity more,
    Quantity less,
    boolean posSince) {
  /** Of fewer keys nobody can tell whether they are most of a store's. */
  private static final long LEAST_KEYS = 10;

  /** Whether its POS feed is dead: most of its keys differ, and no till has reported. */
  public boolean feedIsDead() {
    return compared >= LEAST_KEYS && 2 * differing > compared && !posSince;
  }

  /** Units that differ, whichever way. */
  public long differingUnits() {
    return more.minus(less).units();
  }
}
