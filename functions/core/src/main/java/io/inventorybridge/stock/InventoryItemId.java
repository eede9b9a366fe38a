// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

/** Shopify's number of an inventory item, as digits. */
public record InventoryItemId(String number) implements Comparable<InventoryItemId> {
  public InventoryItemId {
    ShopifyNumbers.check("an inventory item", number);
  }

  @Override
  public int compareTo(InventoryItemId other) {
    return ShopifyNumbers.compare(number, other.number);
  }

  @Override
  public String toString() {
    return number;
  }
}
