// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.catalog;

import io.inventorybridge.stock.Upc;
import java.util.Collection;
import java.util.List;

/**
 * All products of the catalogue, online or not. Reading after writing is consistent. Safe for use
 * by many threads; of two replacements at once the result is undefined, so imports run one at a
 * time.
 */
public interface Catalog {
  /** The products of a UPCA, by product id: none, one, or several when it is ambiguous. */
  List<Product> find(Upc upc);

  /**
   * Makes the catalogue hold exactly these products, of different identities. What is there already
   * is left alone: repeated after a crash it does the rest.
   */
  Replaced replaceAll(Collection<Product> products);

  /** How many products a replacement wrote, because they were new or different, and removed. */
  record Replaced(long written, long removed) {}
}
