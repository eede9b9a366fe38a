// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

/** Shopify's number of a location, as digits. */
public record ShopLocationId(String number) implements Comparable<ShopLocationId> {
  public ShopLocationId {
    ShopifyNumbers.check("a location", number);
  }

  @Override
  public int compareTo(ShopLocationId other) {
    return ShopifyNumbers.compare(number, other.number);
  }

  @Override
  public String toString() {
    return number;
  }
}
