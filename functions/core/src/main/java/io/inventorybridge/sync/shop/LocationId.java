// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

/** Shopify's number of a location, as digits. */
public record LocationId(String number) implements Comparable<LocationId> {
  public LocationId {
    Numbers.check("a location", number);
  }

  @Override
  public int compareTo(LocationId other) {
    return Numbers.compare(number, other.number);
  }

  @Override
  public String toString() {
    return number;
  }
}
