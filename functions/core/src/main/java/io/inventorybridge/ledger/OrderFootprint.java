// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.StockKey;
import java.util.Optional;
import java.util.Set;

/**
 * The facts that an order states for one product: the keys it touches or ever touched, and the
 * counters it affects or ever affected.
 *
 * @param upc empty for lines that are not products of ours; they have no keys
 */
public record OrderFootprint(
    String orderId, Optional<CanonicalUpc> upc, Set<StockKey> keys, Set<CounterKey> counters) {
  public OrderFootprint {
    keys = Set.copyOf(keys);
    counters = Set.copyOf(counters);
  }

  /** Tells whether this covers all keys and counters of the other. */
  boolean covers(OrderFootprint other) {
    return keys.containsAll(other.keys) && counters.containsAll(other.counters);
  }

  public CounterPart.Id part() {
    return new CounterPart.Id(orderId, upc);
  }

  /** The content of an order at one moment. */
  public interface OrderSnapshot {
    /** Everything the order touched until that moment. */
    OrderFootprint all();

    OrderFacts on(StockKey key);

    CounterPart on(CounterKey counter);
  }
}
