// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.full;

import io.inventorybridge.sync.reconciling.Discrepancy;
import io.inventorybridge.sync.shop.Pair;
import java.util.List;

/**
 * What is kept of a batch until the report is made.
 *
 * @param right pairs that an earlier batch may have left to a second reading, and that need none
 *     any more
 */
public record BatchRows(List<Discrepancy> discrepancies, List<Pair> right) {
  public BatchRows {
    discrepancies = List.copyOf(discrepancies);
    right = List.copyOf(right);
  }

  boolean isEmpty() {
    return discrepancies.isEmpty() && right.isEmpty();
  }
}
