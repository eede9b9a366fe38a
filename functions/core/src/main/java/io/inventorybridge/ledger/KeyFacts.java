// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.List;

/**
 * The facts of a key.
 *
 * @param movements at least those effective after the requested time
 * @param orders one projection for each order with facts on the key
 */
public record KeyFacts(List<StockMovement> movements, List<OrderFacts> orders) {
  public static final KeyFacts NONE = new KeyFacts(List.of(), List.of());

  public KeyFacts {
    movements = List.copyOf(movements);
    orders = List.copyOf(orders);
  }

  public StockQuantity movedAfter(Instant snapshot) {
    return movements.stream()
        .filter(movement -> movement.isAfter(snapshot))
        .map(StockMovement::units)
        .reduce(StockQuantity.ZERO, StockQuantity::plus);
  }

  /** The shipped units that Retail Pro did not know at the snapshot time. */
  public StockQuantity unknownAt(Instant snapshot) {
    return orders.stream()
        .map(order -> order.unknownAt(snapshot))
        .reduce(StockQuantity.ZERO, StockQuantity::plus);
  }

  /**
   * The target of a reset: the delivery's quantity plus every movement effective after its
   * snapshot.
   */
  public StockQuantity target(StockBaseline baseline) {
    return baseline.quantity().plus(movedAfter(baseline.snapshot()));
  }

  /**
   * The equation of on hand: the baseline's quantity, plus movements effective after its snapshot,
   * minus shipped units that Retail Pro did not know at its snapshot.
   */
  public StockQuantity onHand(StockKey key, StockBaseline baseline) {
    return key.isQueue()
        ? StockQuantity.ZERO
        : target(baseline).minus(unknownAt(baseline.snapshot()));
  }
}
