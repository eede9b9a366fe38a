// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.pool;

import io.inventorybridge.sync.shop.Numbers;
import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.catalog.Product;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.shop.ItemId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The product of an inventory item, by catalog and index together. */
sealed interface Sold {
  /** The item is the only one of its UPCA. */
  record Alone(Upc upc, Product product) implements Sold {}

  /** Other items have its UPCA too. */
  record Among(Upc upc) implements Sold {}

  /** The item belongs to none or to several online products. */
  record Nowhere() implements Sold {}

  static Sold of(ItemId item, Catalog catalog, Grounds by) {
    List<Sold> found = new ArrayList<>();
    for (Upc upc : by.names().ofItem(item.number())) {
      List<Product> online = online(catalog.find(upc));
      List<Product> mine =
          online.stream().filter(product -> item(product).equals(Optional.of(item))).toList();
      if (!mine.isEmpty()) {
        found.add(
            online.size() == 1 && by.isUnique(upc)
                ? new Alone(upc, mine.getFirst())
                : new Among(upc));
      }
    }
    return found.size() == 1 ? found.getFirst() : new Nowhere();
  }

  /** The item of the only online product; empty if there are several, or it states none. */
  static Optional<ItemId> itemOf(Collection<Product> products) {
    List<Product> online = online(products);
    return online.size() == 1 ? item(online.getFirst()) : Optional.empty();
  }

  private static List<Product> online(Collection<Product> products) {
    return products.stream().filter(Product::online).toList();
  }

  private static Optional<ItemId> item(Product product) {
    return product
        .shopifyInventoryItemId()
        .map(Numbers::number)
        .filter(Numbers::isNumber)
        .map(ItemId::new);
  }
}
