// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.counter;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

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
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,18}");

  public CounterKey {
    if (!isNumber(item) || location.filter(number -> !isNumber(number)).isPresent()) {
      throw new IllegalArgumentException(
          "'%s' or '%s' is none of Shopify's numbers".formatted(item, location.orElse("")));
    }
  }

  /** Extracts {@code 123} from {@code gid://shopify/InventoryItem/123}. */
  public static String number(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** Tells whether a text consists of 1 to 19 digits without a leading zero. */
  public static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
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
