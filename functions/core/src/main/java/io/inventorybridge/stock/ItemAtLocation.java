// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

import java.util.Comparator;

/** An item-location pair: an inventory item at a location, for which the shop keeps a level. */
public record ItemAtLocation(InventoryItemId item, ShopLocationId location)
    implements Comparable<ItemAtLocation> {
  private static final Comparator<ItemAtLocation> ORDER =
      Comparator.comparing(ItemAtLocation::location).thenComparing(ItemAtLocation::item);

  @Override
  public int compareTo(ItemAtLocation other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return item + "@" + location;
  }
}
