// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.counter.CounterKey;
import io.inventorybridge.counter.CounterPart;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import java.util.Optional;
import java.util.Set;

/**
 * Everything an order says of one product: of the keys it touches or ever touched, and of the
 * counters it stands or ever stood at.
 *
 * @param upc empty for lines that are no products of ours; they have no keys
 */
public record OrderOnProduct(
    String orderId, Optional<Upc> upc, Set<StockKey> keys, Set<CounterKey> counters) {
  public OrderOnProduct {
    keys = Set.copyOf(keys);
    counters = Set.copyOf(counters);
  }

  /** Whether nothing of the other is missing here. */
  boolean covers(OrderOnProduct other) {
    return keys.containsAll(other.keys) && counters.containsAll(other.counters);
  }

  public CounterPart.Id part() {
    return new CounterPart.Id(orderId, upc);
  }

  /** What an order says at one moment. */
  public interface Saying {
    /** Everything the order touched until that moment. */
    OrderOnProduct all();

    OrderOnKey on(StockKey key);

    CounterPart on(CounterKey counter);
  }
}
