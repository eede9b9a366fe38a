// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.reconciling;

import java.util.List;

/**
 * What reading a number of pairs came to.
 *
 * @param read pairs looked at
 * @param agreed of these, those that showed what they should
 * @param written of these, those that were set
 * @param waiting of these, those that need a second reading
 * @param discrepancies a row for each pair that did not agree
 */
public record Batch(
    long read, long agreed, long written, long waiting, List<Discrepancy> discrepancies) {
  public Batch {
    discrepancies = List.copyOf(discrepancies);
  }
}
