// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.morning;

import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import java.time.Duration;
import java.time.Instant;

/**
 * Units of one order's item that have left a store and that Retail Pro did not know at the
 * delivery's snapshot: they are deducted again with every delivery until it does.
 *
 * @param upca as the catalogue has it
 * @param age from completion to the snapshot
 */
public record AgedUnits(
    StockKey key,
    String upca,
    String orderId,
    String seqId,
    Quantity units,
    Instant completedAt,
    Duration age) {

  /** Whole days. */
  public long days() {
    return age.toDays();
  }

  public boolean olderThan(int someDays) {
    return age.compareTo(Duration.ofDays(someDays)) > 0;
  }
}
