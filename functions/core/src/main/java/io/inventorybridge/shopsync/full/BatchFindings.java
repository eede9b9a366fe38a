// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.full;

import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.stock.ItemAtLocation;
import java.util.List;

/**
 * The rows of a batch that are kept until the report is made.
 *
 * @param right pairs that an earlier batch may have left to a second reading, and that no longer
 *     need one
 */
public record BatchFindings(List<PairDiscrepancy> discrepancies, List<ItemAtLocation> right) {
  public BatchFindings {
    discrepancies = List.copyOf(discrepancies);
    right = List.copyOf(right);
  }

  boolean isEmpty() {
    return discrepancies.isEmpty() && right.isEmpty();
  }
}
