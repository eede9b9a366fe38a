// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.stock.CanonicalUpc;
import java.util.Collection;
import java.util.List;

/**
 * The store of all products of the catalog, online or not. Reading after writing is consistent.
 * Safe for use by many threads; the products of two concurrent replacements mix, which {@link
 * CatalogActivation} settles.
 */
public interface ProductCatalog {
  /** Finds the products of a UPCA, by product id: none, one, or several when it is ambiguous. */
  List<CatalogProduct> find(CanonicalUpc upc);

  /**
   * Replaces the catalog by exactly these products, of different identities. Products that are
   * stored already are left alone, so a repetition after a crash completes the work.
   */
  Replaced replaceAll(Collection<CatalogProduct> products);

  /**
   * The number of products that a replacement wrote, because they were new or different, and
   * removed.
   */
  record Replaced(long written, long removed) {
    public boolean isNothing() {
      return written == 0 && removed == 0;
    }
  }
}
