// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.sync.shop.Numbers;
import io.inventorybridge.counter.CounterKey;
import io.inventorybridge.orders.OrderVersion.Item;
import io.inventorybridge.orders.OrderVersion.ShopifyItem;
import io.inventorybridge.orders.OrderVersion.Stamp;
import java.util.Optional;

/**
 * Where Shopify took a line's units from. What the newest version says that says anything stands;
 * where none does, what was meant when the line was first recorded.
 *
 * @param item the inventory item
 * @param location empty as well where all stores are sold at one
 */
public record LineInShop(Optional<Said> item, Optional<Said> location) {
  public static final LineInShop NOT_SAID = new LineInShop(Optional.empty(), Optional.empty());

  /**
   * Shopify's number of something.
   *
   * @param by the version that says it; empty where it was only meant
   */
  public record Said(String number, Optional<Stamp> by) {}

  LineInShop with(Stamp version, ShopifyItem says) {
    return new LineInShop(
        newer(item, version, says.inventoryItemId()), newer(location, version, says.locationId()));
  }

  private static Optional<Said> newer(
      Optional<Said> there, Stamp version, Optional<String> written) {
    // What is no number is nothing that Shopify could have said.
    Optional<Said> said =
        written
            .map(Numbers::number)
            .filter(Numbers::isNumber)
            .map(number -> new Said(number, Optional.of(version)));
    boolean isNewest =
        there.flatMap(Said::by).filter(stamp -> stamp.compareTo(version) > 0).isEmpty();
    return said.isPresent() && isNewest ? said : there;
  }

  LineInShop orMeant(Item line, ShopPlaces shop) {
    return new LineInShop(
        item.or(() -> line.upc().flatMap(shop::itemOf).flatMap(LineInShop::meant)),
        location.or(() -> line.facility().flatMap(shop::locationOf).flatMap(LineInShop::meant)));
  }

  private static Optional<Said> meant(String written) {
    return Optional.of(Numbers.number(written))
        .filter(Numbers::isNumber)
        .map(number -> new Said(number, Optional.empty()));
  }

  /** The counter; empty for a line that is no item of the shop. */
  public Optional<CounterKey> counter() {
    return item.map(there -> new CounterKey(there.number(), location.map(Said::number)));
  }
}
