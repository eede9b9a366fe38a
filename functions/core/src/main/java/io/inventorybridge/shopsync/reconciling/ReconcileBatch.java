// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.stock.ItemAtLocation;
import java.util.List;

/**
 * The result of reading a number of pairs.
 *
 * @param read the number of pairs
 * @param agreed pairs that showed their target
 * @param written pairs that were set
 * @param waiting pairs that need a second reading
 * @param discrepancies a row for each pair that did not agree
 * @param right pairs that agreed at their second reading
 */
public record ReconcileBatch(
    long read,
    long agreed,
    long written,
    long waiting,
    List<PairDiscrepancy> discrepancies,
    List<ItemAtLocation> right) {
  public ReconcileBatch {
    discrepancies = List.copyOf(discrepancies);
    right = List.copyOf(right);
  }

  /** The same result for pairs that were counted at their first reading. */
  public ReconcileBatch ofPairsCountedBefore() {
    return new ReconcileBatch(0, agreed, written, waiting, discrepancies, right);
  }

  /** The part of the result that stays valid for pairs that are read once more. */
  public ReconcileBatch ofPairsToBeReadOnceMore() {
    return new ReconcileBatch(
        0,
        0,
        written,
        0,
        discrepancies.stream()
            .filter(it -> it.reason().category() == DiscrepancyReason.ReasonCategory.SET)
            .toList(),
        List.of());
  }
}
