// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import io.inventorybridge.stock.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An order as the shop counts it; nothing of its customer. */
public record ShopOrder(
    String order,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> cancelledAt,
    List<Line> lines) {
  public ShopOrder {
    lines = List.copyOf(lines);
  }

  /** Whether units may have come back: only then are its refunds worth reading. */
  public boolean mayHaveRefunds() {
    return cancelledAt.isPresent()
        || lines.stream().anyMatch(line -> line.current().compareTo(line.ordered()) < 0);
  }

  /**
   * One line.
   *
   * @param item empty when the variant is gone
   * @param ordered as bought
   * @param current less what was removed or refunded
   * @param unfulfilled what is still to be shipped
   */
  public record Line(
      String line,
      Optional<ItemId> item,
      Quantity ordered,
      Quantity current,
      Quantity unfulfilled) {}
}
