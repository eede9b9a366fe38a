// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger.counter;

import io.inventorybridge.stock.ShopifyNumbers;
import java.util.Comparator;
import java.util.Optional;

/**
 * Identifies a counter: the inventory item and the location from which Shopify takes the units of
 * an order line.
 *
 * @param item Shopify's number of the inventory item
 * @param location Shopify's number of the location; empty where neither the order nor our
 *     facilities state it: then it is the only one
 */
public record CounterKey(String item, Optional<String> location) implements Comparable<CounterKey> {
  private static final Comparator<CounterKey> ORDER =
      Comparator.comparing(CounterKey::item).thenComparing(key -> key.location().orElse(""));

  public CounterKey {
    if (!ShopifyNumbers.isNumber(item)
        || location.filter(number -> !ShopifyNumbers.isNumber(number)).isPresent()) {
      throw new IllegalArgumentException(
          "'%s' or '%s' is none of Shopify's numbers".formatted(item, location.orElse("")));
    }
  }

  @Override
  public int compareTo(CounterKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return item + "@" + location.orElse("?");
  }
}
