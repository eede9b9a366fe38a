// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.counter;

import io.inventorybridge.stock.Quantity;
import java.util.Optional;

/**
 * Units that Shopify has taken from {@code available} of an item at a location for the orders we
 * know of, and not given back. It never restarts.
 *
 * @param units the sum over its parts
 * @param parts how many there are
 * @param version grows with every write; 0 for one never written
 */
public record Counter(CounterKey key, Quantity units, long parts, long version) {
  public static Counter beginning(CounterKey key) {
    return new Counter(key, Quantity.ZERO, 0, 0);
  }

  /**
   * Takes in what an order says of it now, in place of what it had taken in of that; empty when
   * that is the same.
   */
  public Optional<CounterPosting> take(CounterPart taken, CounterPart now) {
    if (taken.equals(now)) {
      return Optional.empty();
    }
    Counter after =
        new Counter(
            key,
            units.plus(now.units()).minus(taken.units()),
            parts + (now.saysNothing() ? 0 : 1) - (taken.saysNothing() ? 0 : 1),
            version + 1);
    return Optional.of(new CounterPosting(after, now, !after.units().equals(units)));
  }
}
