// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import io.inventorybridge.stock.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Shopify's fulfillment order: a part of an order that one location ships.
 *
 * @param location empty when the location was removed
 */
public record ShopFulfilment(
    String fulfilment,
    String order,
    String status,
    Instant updatedAt,
    Optional<LocationId> location,
    List<Line> lines) {
  public ShopFulfilment {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param orderLine the order line it belongs to
   * @param total assigned to the location
   * @param remaining assigned units that are still to be shipped
   */
  public record Line(
      String line, String orderLine, Optional<ItemId> item, Quantity total, Quantity remaining) {}
}
