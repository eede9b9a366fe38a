// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Duration;
import java.time.Instant;

/**
 * Units of an order item that left a store and that Retail Pro did not know at the delivery's
 * snapshot. They are deducted again with every delivery until Retail Pro knows them.
 *
 * @param upca as in the catalog
 * @param age from completion to the snapshot
 */
public record AgingUnits(
    StockKey key,
    String upca,
    String orderId,
    String seqId,
    StockQuantity units,
    Instant completedAt,
    Duration age) {

  /** The age in whole days. */
  public long days() {
    return age.toDays();
  }

  public boolean olderThan(int someDays) {
    return age.compareTo(Duration.ofDays(someDays)) > 0;
  }
}
