// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.catalog;

import io.inventorybridge.stock.Upc;
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
public record ProductName(Kind kind, String value) {
  /** The kinds of identifiers, with the names of HotWax's identification types. */
  public enum Kind {
    UPCA,
    SKU,
    /** The variant or its inventory item. */
    SHOPIFY_PROD_ID;

    /**
     * Parses without regard to case and underscores: {@code Shopify_Prod_ID}, {@code
     * shopifyProdId}.
     */
    public static Optional<Kind> parse(String written) {
      String plain = plain(written);
      for (Kind kind : values()) {
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

  public ProductName {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a product's name is not empty");
    }
  }

  public static ProductName of(Upc upc) {
    return new ProductName(Kind.UPCA, upc.toString());
  }

  public static ProductName sku(String sku) {
    return new ProductName(Kind.SKU, sku);
  }

  /** Reads {@code gid://shopify/ProductVariant/123} as {@code 123}. */
  public static ProductName shopify(String id) {
    return new ProductName(Kind.SHOPIFY_PROD_ID, id.substring(id.lastIndexOf('/') + 1));
  }

  /** Every identifier of a product except its UPCA. */
  static List<ProductName> others(Product product) {
    List<ProductName> names = new ArrayList<>();
    product.sku().ifPresent(sku -> names.add(sku(sku)));
    product.shopifyInventoryItemId().ifPresent(item -> names.add(shopify(item)));
    names.add(shopify(product.productId()));
    return names;
  }
}
