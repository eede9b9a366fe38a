// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import io.inventorybridge.stock.Quantity;
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
   * @param restocked whether the units were put back into stock
   * @param location where, when the shop says
   */
  public record Line(
      String orderLine,
      Quantity quantity,
      RestockType restockType,
      boolean restocked,
      Optional<LocationId> location) {}

  /** What the shop did with the units. */
  public enum RestockType {
    NO_RESTOCK,
    /** Units that were not shipped. */
    CANCEL,
    /** Units that came back. */
    RETURN,
    LEGACY_RESTOCK
  }
}
