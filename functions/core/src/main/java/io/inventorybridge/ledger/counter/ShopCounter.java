// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger.counter;

import io.inventorybridge.stock.StockQuantity;
import java.util.Optional;

/**
 * The committed-units counter of an inventory item at a location: units that Shopify took from
 * {@code available} for orders we know and did not give back. It never restarts.
 *
 * @param units the sum over its parts
 * @param parts the number of parts
 * @param version grows with every write; 0 for one never written
 */
public record ShopCounter(CounterKey key, StockQuantity units, long parts, long version) {
  public static ShopCounter initial(CounterKey key) {
    return new ShopCounter(key, StockQuantity.ZERO, 0, 0);
  }

  /** Replaces an order's part by its present facts; empty when they are equal. */
  public Optional<CounterPosting> take(CounterPart taken, CounterPart now) {
    if (taken.equals(now)) {
      return Optional.empty();
    }
    ShopCounter after =
        new ShopCounter(
            key,
            units.plus(now.units()).minus(taken.units()),
            parts + (now.isEmpty() ? 0 : 1) - (taken.isEmpty() ? 0 : 1),
            version + 1);
    return Optional.of(new CounterPosting(after, now, !after.units().equals(units)));
  }
}
