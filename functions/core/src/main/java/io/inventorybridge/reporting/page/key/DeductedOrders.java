// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.key;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.ledger.EntryCause;
import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.OrderFacts;
import io.inventorybridge.stock.StockQuantity;
import java.util.Comparator;
import java.util.List;

/**
 * The orders behind a variance: those with shipped units that Retail Pro did not know as of the
 * delivery, by the facts of today. A fact that came later may add an order or drop one.
 *
 * @param of the orders of the key
 */
public record DeductedOrders(List<OrderFacts> of) {
  public DeductedOrders {
    of = List.copyOf(of);
  }

  /** One order and its deducted units. */
  public record DeductedOrder(String orderId, StockQuantity units) {}

  /** The orders of an entry, by id; none for an entry that is not a variance. */
  public List<DeductedOrder> behind(LedgerEntry entry) {
    if (entry.cause().type() != EntryCause.Type.VARIANCE
        || !DeliveryId.isDeliveryId(entry.cause().reference())) {
      return List.of();
    }
    DeliveryId delivery = new DeliveryId(entry.cause().reference());
    return of.stream()
        .map(order -> new DeductedOrder(order.orderId(), order.unknownAt(delivery.snapshot())))
        .filter(order -> !order.units().isZero())
        .sorted(Comparator.comparing(DeductedOrder::orderId))
        .toList();
  }
}
