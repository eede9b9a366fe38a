// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import io.inventorybridge.stock.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of an order that one location is to ship: Shopify's fulfilment order.
 *
 * @param location empty when the location is gone
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
   * @param orderLine the order's line it belongs to
   * @param total assigned to the location
   * @param remaining of these, still to be shipped
   */
  public record Line(
      String line, String orderLine, Optional<ItemId> item, Quantity total, Quantity remaining) {}
}
