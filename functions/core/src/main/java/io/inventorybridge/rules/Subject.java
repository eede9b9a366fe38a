// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.catalog.Product;
import io.inventorybridge.stock.Upc;
import java.util.Collection;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A product as the target of rules: its UPCA and its catalog data.
 *
 * @param productIds empty if the catalog does not contain it, several if it is ambiguous
 * @param tags in lower case
 */
public record Subject(Upc upc, NavigableSet<String> productIds, NavigableSet<String> tags) {
  public static Subject of(Upc upc, Collection<Product> products) {
    NavigableSet<String> ids = new TreeSet<>();
    NavigableSet<String> tags = new TreeSet<>();
    for (Product product : products) {
      ids.add(product.productId());
      product.tags().forEach(tag -> tags.add(lower(tag)));
    }
    return new Subject(upc, ids, tags);
  }

  boolean isTagged(String tag) {
    return tags.contains(lower(tag));
  }

  static String lower(String tag) {
    return tag.toLowerCase(Locale.ROOT);
  }
}
