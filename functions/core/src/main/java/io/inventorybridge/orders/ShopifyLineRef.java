// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.orders.OrderVersion.Item;
import io.inventorybridge.orders.OrderVersion.ShopifyItem;
import io.inventorybridge.orders.OrderVersion.Stamp;
import io.inventorybridge.stock.ShopifyNumbers;
import java.util.Optional;

/**
 * The Shopify reference of a line: the inventory item and location from which Shopify took its
 * units. The newest version that states a value counts. Without one it is the value that was
 * inferred when the line was first recorded.
 *
 * @param item the inventory item
 * @param location also empty where all stores are sold at one location
 */
public record ShopifyLineRef(Optional<StatedNumber> item, Optional<StatedNumber> location) {
  public static final ShopifyLineRef NOT_SAID =
      new ShopifyLineRef(Optional.empty(), Optional.empty());

  /**
   * Shopify's number of an item or location.
   *
   * @param by the version that states it; empty for an inferred number
   */
  public record StatedNumber(String number, Optional<Stamp> by) {}

  ShopifyLineRef with(Stamp version, ShopifyItem says) {
    return new ShopifyLineRef(
        newer(item, version, says.inventoryItemId()), newer(location, version, says.locationId()));
  }

  private static Optional<StatedNumber> newer(
      Optional<StatedNumber> there, Stamp version, Optional<String> written) {
    // Shopify cannot have stated an invalid number.
    Optional<StatedNumber> said =
        written
            .map(ShopifyNumbers::number)
            .filter(ShopifyNumbers::isNumber)
            .map(number -> new StatedNumber(number, Optional.of(version)));
    boolean isNewest =
        there.flatMap(StatedNumber::by).filter(stamp -> stamp.compareTo(version) > 0).isEmpty();
    return said.isPresent() && isNewest ? said : there;
  }

  ShopifyLineRef orInferred(Item line, ShopLocationResolver shop) {
    return new ShopifyLineRef(
        item.or(() -> line.upc().flatMap(shop::itemOf).flatMap(ShopifyLineRef::inferred)),
        location.or(
            () -> line.facility().flatMap(shop::locationOf).flatMap(ShopifyLineRef::inferred)));
  }

  private static Optional<StatedNumber> inferred(String written) {
    return Optional.of(ShopifyNumbers.number(written))
        .filter(ShopifyNumbers::isNumber)
        .map(number -> new StatedNumber(number, Optional.empty()));
  }

  /** The counter of the line; empty for a line without an item of the shop. */
  public Optional<CounterKey> counter() {
    return item.map(there -> new CounterKey(there.number(), location.map(StatedNumber::number)));
  }
}
