// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.util.List;
import java.util.Optional;

/** Units taken back from an order, by a refund or a cancellation. */
public record ShopRefund(String refund, List<Line> lines) {
  public ShopRefund {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param restocked true when the units were put back into stock
   * @param location of the restock, if the shop states it
   */
  public record Line(
      String orderLine,
      StockQuantity quantity,
      RestockType restockType,
      boolean restocked,
      Optional<ShopLocationId> location) {}

  /** The shop's handling of the units. */
  public enum RestockType {
    NO_RESTOCK,
    /** Units that were not shipped. */
    CANCEL,
    /** Units that were returned. */
    RETURN,
    LEGACY_RESTOCK
  }
}
