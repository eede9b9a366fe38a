// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The orders in memory. */
public final class InMemoryOrderRepository implements OrderRepository {
  private final Map<String, StoredOrder> orders = new HashMap<>();

  @Override
  public synchronized Optional<StoredOrder> find(String orderId) {
    return Optional.ofNullable(orders.get(orderId));
  }

  @Override
  public synchronized StoredOrder refresh(StoredOrder known) {
    StoredOrder there = orders.get(known.history().orderId());
    return there == null || there.revision() == known.revision() ? known : there;
  }

  @Override
  public synchronized OrderOutcome store(OrderHistory history, long expectedRevision) {
    StoredOrder there = orders.get(history.orderId());
    if ((there == null ? 0 : there.revision()) != expectedRevision) {
      return new VersionConflict();
    }
    orders.put(history.orderId(), new StoredOrder(history, expectedRevision + 1));
    return new Stored(expectedRevision + 1);
  }
}
