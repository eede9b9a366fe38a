// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.catalog;

import io.inventorybridge.stock.Upc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody calls a product by.
 *
 * @param value never empty; of a UPCA the canonical digits, of a Shopify id its number where it is
 *     one of Shopify's long ones, of a SKU what was written
 */
public record ProductName(Kind kind, String value) {
  /** The kinds of names, as HotWax's types of identification are called. */
  public enum Kind {
    UPCA,
    SKU,
    /** The variant or its inventory item. */
    SHOPIFY_PROD_ID;

    /** Without regard to case and underscores: {@code Shopify_Prod_ID}, {@code shopifyProdId}. */
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

  /** Takes {@code gid://shopify/ProductVariant/123} for {@code 123}. */
  public static ProductName shopify(String id) {
    return new ProductName(Kind.SHOPIFY_PROD_ID, id.substring(id.lastIndexOf('/') + 1));
  }

  /** Every name of a product but its UPCA. */
  static List<ProductName> others(Product product) {
    List<ProductName> names = new ArrayList<>();
    product.sku().ifPresent(sku -> names.add(sku(sku)));
    product.shopifyInventoryItemId().ifPresent(item -> names.add(shopify(item)));
    names.add(shopify(product.productId()));
    return names;
  }
}
