// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.stock.CanonicalUpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A product identifier.
 *
 * @param value never empty; the canonical digits of a UPCA; the number of a Shopify id in its long
 *     form; a SKU as written
 */
public record ProductIdentifier(IdentifierKind kind, String value) {
  /** The kinds of identifiers, with the names of HotWax's identification types. */
  public enum IdentifierKind {
    UPCA,
    SKU,
    /** The variant or its inventory item. */
    SHOPIFY_PROD_ID;

    /**
     * Parses without regard to case and underscores: {@code Shopify_Prod_ID}, {@code
     * shopifyProdId}.
     */
    public static Optional<IdentifierKind> parse(String written) {
      String plain = plain(written);
      for (IdentifierKind kind : values()) {
        if (plain(kind.name()).equals(plain)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }

    private static String plain(String name) {
      return name.replace("_", "").toUpperCase(Locale.ROOT);
    }
  }

  public ProductIdentifier {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a product's name is not empty");
    }
  }

  public static ProductIdentifier of(CanonicalUpc upc) {
    return new ProductIdentifier(IdentifierKind.UPCA, upc.toString());
  }

  public static ProductIdentifier sku(String sku) {
    return new ProductIdentifier(IdentifierKind.SKU, sku);
  }

  /** Reads {@code gid://shopify/ProductVariant/123} as {@code 123}. */
  public static ProductIdentifier shopify(String id) {
    return new ProductIdentifier(
        IdentifierKind.SHOPIFY_PROD_ID, id.substring(id.lastIndexOf('/') + 1));
  }

  /** Every identifier of a product except its UPCA. */
  static List<ProductIdentifier> others(CatalogProduct product) {
    List<ProductIdentifier> names = new ArrayList<>();
    product.sku().ifPresent(sku -> names.add(sku(sku)));
    product.shopifyInventoryItemId().ifPresent(item -> names.add(shopify(item)));
    names.add(shopify(product.productId()));
    return names;
  }
}
