// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import java.util.List;

/** The product of an inventory item, by the catalog of the inputs. */
sealed interface ItemResolution {
  /** The item is the only one of its UPCA. */
  record Unique(CanonicalUpc upc, CatalogProduct product) implements ItemResolution {}

  /** Other items have its UPCA too. */
  record Ambiguous(CanonicalUpc upc, List<CatalogProduct> products) implements ItemResolution {}

  /** The item belongs to none or to several online products. */
  record Unresolved() implements ItemResolution {}

  static ItemResolution of(InventoryItemId item, CalculationInputs by) {
    List<CanonicalUpc> upcs = by.catalog().ofItem(item);
    if (upcs.size() != 1) {
      return new Unresolved();
    }
    CanonicalUpc upc = upcs.getFirst();
    List<CatalogProduct> products = by.catalog().find(upc);
    return products.size() == 1
        ? new Unique(upc, products.getFirst())
        : new Ambiguous(upc, products);
  }
}
