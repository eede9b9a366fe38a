// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.reconciling;

import io.inventorybridge.sync.shop.Pair;
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
public record Batch(
    long read,
    long agreed,
    long written,
    long waiting,
    List<Discrepancy> discrepancies,
    List<Pair> right) {
  public Batch {
    discrepancies = List.copyOf(discrepancies);
    right = List.copyOf(right);
  }

  /** The same result for pairs that were counted at their first reading. */
  public Batch ofPairsCountedBefore() {
    return new Batch(0, agreed, written, waiting, discrepancies, right);
  }

  /** The part of the result that stays valid for pairs that are read once more. */
  public Batch ofPairsToBeReadOnceMore() {
    return new Batch(
        0,
        0,
        written,
        0,
        discrepancies.stream().filter(it -> it.reason().course() == Reason.Course.SET).toList(),
        List.of());
  }
}
