// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.full;

import io.inventorybridge.sync.reconciling.Discrepancy;
import io.inventorybridge.sync.shop.Pair;
import java.util.List;

/**
 * The rows of a batch that are kept until the report is made.
 *
 * @param right pairs that an earlier batch may have left to a second reading, and that no longer
 *     need one
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
