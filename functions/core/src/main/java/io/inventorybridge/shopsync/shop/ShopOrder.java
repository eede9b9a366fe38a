// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order with the counts of the shop, without customer data.
 *
 * @param closedAt empty while work on it is left
 * @param hasReturns true when units of it were returned, or are to be
 */
public record ShopOrder(
    String order,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> cancelledAt,
    Optional<Instant> closedAt,
    boolean hasReturns,
    List<Line> lines) {
  public ShopOrder {
    lines = List.copyOf(lines);
  }

  /** An open order without returns. */
  public ShopOrder(
      String order,
      Instant createdAt,
      Instant updatedAt,
      Optional<Instant> cancelledAt,
      List<Line> lines) {
    this(order, createdAt, updatedAt, cancelledAt, Optional.empty(), false, lines);
  }

  /** Tells whether units may have come back; only then its refunds are read. */
  public boolean mayHaveRefunds() {
    return cancelledAt.isPresent()
        || lines.stream().anyMatch(line -> line.current().compareTo(line.ordered()) < 0);
  }

  /**
   * One line.
   *
   * @param item empty when the variant was removed
   * @param ordered as bought
   * @param current less the removed or refunded units
   * @param unfulfilled still to be shipped
   */
  public record Line(
      String line,
      Optional<InventoryItemId> item,
      StockQuantity ordered,
      StockQuantity current,
      StockQuantity unfulfilled) {}
}
