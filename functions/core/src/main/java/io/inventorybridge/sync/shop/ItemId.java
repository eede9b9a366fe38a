// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

/** Shopify's number of an inventory item, as digits. */
public record ItemId(String number) implements Comparable<ItemId> {
  public ItemId {
    Numbers.check("an inventory item", number);
  }

  @Override
  public int compareTo(ItemId other) {
    return Numbers.compare(number, other.number);
  }

  @Override
  public String toString() {
    return number;
  }
}
