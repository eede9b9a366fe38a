// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.stock.CanonicalUpc;
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
public record RuleTarget(
    CanonicalUpc upc, NavigableSet<String> productIds, NavigableSet<String> tags) {
  public static RuleTarget of(CanonicalUpc upc, Collection<CatalogProduct> products) {
    NavigableSet<String> ids = new TreeSet<>();
    NavigableSet<String> tags = new TreeSet<>();
    for (CatalogProduct product : products) {
      ids.add(product.productId());
      product.tags().forEach(tag -> tags.add(lower(tag)));
    }
    return new RuleTarget(upc, ids, tags);
  }

  boolean isTagged(String tag) {
    return tags.contains(lower(tag));
  }

  static String lower(String tag) {
    return tag.toLowerCase(Locale.ROOT);
  }
}
