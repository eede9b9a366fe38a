// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.reconciling;

import io.inventorybridge.sync.shop.Pair;
import java.util.List;

/**
 * What reading a number of pairs came to.
 *
 * @param read pairs looked at
 * @param agreed of these, those that showed what they should
 * @param written of these, those that were set
 * @param waiting of these, those that need a second reading
 * @param discrepancies a row for each pair that did not agree
 * @param right pairs of which this was the second reading, and that agreed by it
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

  /** The same of pairs that were counted when they were read for the first time. */
  public Batch ofPairsCountedBefore() {
    return new Batch(0, agreed, written, waiting, discrepancies, right);
  }

  /** What is true of it whatever becomes of the rest, which is read once more. */
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
