// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.support.records.BadRecord;
import java.util.Optional;
import java.util.Set;

/** Orders in memory, some of which cannot be read. */
final class DamagedOrderRepository implements OrderRepository {
  private final InMemoryOrderRepository orders = new InMemoryOrderRepository();
  private final Set<String> damaged;

  DamagedOrderRepository(Set<String> damaged) {
    this.damaged = damaged;
  }

  @Override
  public Optional<StoredOrder> find(String orderId) {
    if (damaged.contains(orderId)) {
      throw new BadRecord("order %s: lines.largest is missing".formatted(orderId));
    }
    return orders.find(orderId);
  }

  @Override
  public OrderOutcome store(OrderHistory history, long expectedRevision) {
    return history.lines().size() > 1
        ? new TooLarge(history.lines().size(), 1)
        : orders.store(history, expectedRevision);
  }
}
