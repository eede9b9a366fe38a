// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Shopify's fulfillment order: a part of an order that one location ships.
 *
 * @param location empty when the location was removed
 */
public record ShopFulfillment(
    String fulfilment,
    String order,
    String status,
    Instant updatedAt,
    Optional<ShopLocationId> location,
    List<Line> lines) {
  public ShopFulfillment {
    lines = List.copyOf(lines);
  }

  /** Tells whether it was given up, so that nothing was or will be shipped by it. */
  public boolean isCancelled() {
    return status.equals("CANCELLED");
  }

  /** Tells whether nothing more is shipped by it. */
  public boolean isClosed() {
    return status.equals("CLOSED") || isCancelled();
  }

  /**
   * One line.
   *
   * @param orderLine the order line it belongs to
   * @param total assigned to the location
   * @param remaining assigned units that are still to be shipped
   */
  public record Line(
      String line,
      String orderLine,
      Optional<InventoryItemId> item,
      StockQuantity total,
      StockQuantity remaining) {}
}
