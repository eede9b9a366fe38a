// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.counter.CounterKey;
import io.inventorybridge.counter.CounterPart;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import java.util.Optional;
import java.util.Set;

/**
 * The facts that an order states for one product: the keys it touches or ever touched, and the
 * counters it affects or ever affected.
 *
 * @param upc empty for lines that are not products of ours; they have no keys
 */
public record OrderOnProduct(
    String orderId, Optional<Upc> upc, Set<StockKey> keys, Set<CounterKey> counters) {
  public OrderOnProduct {
    keys = Set.copyOf(keys);
    counters = Set.copyOf(counters);
  }

  /** Tells whether this covers all keys and counters of the other. */
  boolean covers(OrderOnProduct other) {
    return keys.containsAll(other.keys) && counters.containsAll(other.counters);
  }

  public CounterPart.Id part() {
    return new CounterPart.Id(orderId, upc);
  }

  /** The content of an order at one moment. */
  public interface Saying {
    /** Everything the order touched until that moment. */
    OrderOnProduct all();

    OrderOnKey on(StockKey key);

    CounterPart on(CounterKey counter);
  }
}
