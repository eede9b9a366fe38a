// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.ProductCatalog;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopifyNumbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The product of an inventory item, by catalog and index together. */
sealed interface ItemResolution {
  /** The item is the only one of its UPCA. */
  record Unique(CanonicalUpc upc, CatalogProduct product) implements ItemResolution {}

  /** Other items have its UPCA too. */
  record Ambiguous(CanonicalUpc upc) implements ItemResolution {}

  /** The item belongs to none or to several online products. */
  record Unresolved() implements ItemResolution {}

  static ItemResolution of(InventoryItemId item, ProductCatalog catalog, CalculationInputs by) {
    List<ItemResolution> found = new ArrayList<>();
    for (CanonicalUpc upc : by.names().ofItem(item.number())) {
      List<CatalogProduct> online = online(catalog.find(upc));
      List<CatalogProduct> mine =
          online.stream().filter(product -> item(product).equals(Optional.of(item))).toList();
      if (!mine.isEmpty()) {
        found.add(
            online.size() == 1 && by.isUnique(upc)
                ? new Unique(upc, mine.getFirst())
                : new Ambiguous(upc));
      }
    }
    return found.size() == 1 ? found.getFirst() : new Unresolved();
  }

  /** The item of the only online product; empty if there are several, or it states none. */
  static Optional<InventoryItemId> itemOf(Collection<CatalogProduct> products) {
    List<CatalogProduct> online = online(products);
    return online.size() == 1 ? item(online.getFirst()) : Optional.empty();
  }

  private static List<CatalogProduct> online(Collection<CatalogProduct> products) {
    return products.stream().filter(CatalogProduct::online).toList();
  }

  private static Optional<InventoryItemId> item(CatalogProduct product) {
    return product
        .shopifyInventoryItemId()
        .map(ShopifyNumbers::number)
        .filter(ShopifyNumbers::isNumber)
        .map(InventoryItemId::new);
  }
}
