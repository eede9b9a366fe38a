// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import java.time.Instant;
import java.util.List;

/**
 * The facts of a key.
 *
 * @param movements at least those effective after the requested time
 * @param orders one projection for each order with facts on the key
 */
public record Facts(List<Movement> movements, List<OrderOnKey> orders) {
  public static final Facts NONE = new Facts(List.of(), List.of());

  public Facts {
    movements = List.copyOf(movements);
    orders = List.copyOf(orders);
  }

  public Quantity movedAfter(Instant snapshot) {
    return movements.stream()
        .filter(movement -> movement.isAfter(snapshot))
        .map(Movement::units)
        .reduce(Quantity.ZERO, Quantity::plus);
  }

  /** The shipped units that Retail Pro did not know at the snapshot time. */
  public Quantity unknownAt(Instant snapshot) {
    return orders.stream()
        .map(order -> order.unknownAt(snapshot))
        .reduce(Quantity.ZERO, Quantity::plus);
  }

  /**
   * The target of a reset: the delivery's quantity plus every movement effective after its
   * snapshot.
   */
  public Quantity target(Baseline baseline) {
    return baseline.quantity().plus(movedAfter(baseline.snapshot()));
  }

  /**
   * The equation of on hand: the baseline's quantity, plus movements effective after its snapshot,
   * minus shipped units that Retail Pro did not know at its snapshot.
   */
  public Quantity onHand(StockKey key, Baseline baseline) {
    return key.isQueue() ? Quantity.ZERO : target(baseline).minus(unknownAt(baseline.snapshot()));
  }
}
