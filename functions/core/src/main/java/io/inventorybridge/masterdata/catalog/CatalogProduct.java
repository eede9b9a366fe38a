// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.stock.CanonicalUpc;
import java.util.List;
import java.util.Optional;

/**
 * One row of the catalog: a variant and the UPCA it is sold under.
 *
 * @param upc canonical, for comparing
 * @param upca as in the catalog, leading zeros kept, for printing
 * @param productId identifies the variant
 * @param status as Shopify states it; empty when not given
 * @param tags without repetition, in the order of the catalog
 */
public record CatalogProduct(
    CanonicalUpc upc,
    String upca,
    String productId,
    Optional<String> sku,
    Optional<String> shopifyInventoryItemId,
    Optional<String> title,
    String status,
    List<String> tags) {

  public CatalogProduct {
    if (productId.isBlank()) {
      throw new IllegalArgumentException("a product id is not empty");
    }
    tags = List.copyOf(tags);
  }

  /** An online product without details, as in the smallest catalog of two columns. */
  public static CatalogProduct of(String upca, String productId) {
    return new CatalogProduct(
        CanonicalUpc.of(upca),
        upca,
        productId,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        List.of());
  }

  /** Tells whether it is sold online: its status is empty or ACTIVE, in any case of letters. */
  public boolean online() {
    return isOnline(status);
  }

  static boolean isOnline(String status) {
    return status.isEmpty() || status.equalsIgnoreCase("ACTIVE");
  }

  /** The identity of the row. Online rows of one UPCA with different identities are ambiguous. */
  public Identity identity() {
    return new Identity(upc, productId, shopifyInventoryItemId);
  }

  /** A variant, its inventory item and their UPCA. */
  public record Identity(
      CanonicalUpc upc, String productId, Optional<String> shopifyInventoryItemId) {}
}
