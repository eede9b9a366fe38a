// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import java.util.Comparator;

/** An item-location pair: an inventory item at a location, for which the shop keeps a level. */
public record Pair(ItemId item, LocationId location) implements Comparable<Pair> {
  private static final Comparator<Pair> ORDER =
      Comparator.comparing(Pair::location).thenComparing(Pair::item);

  @Override
  public int compareTo(Pair other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return item + "@" + location;
  }
}
