// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.stock.CanonicalUpc;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The catalog in memory. */
public final class InMemoryProductCatalog implements ProductCatalog {
  private final Map<CatalogProduct.Identity, CatalogProduct> products = new HashMap<>();
  private Map<CanonicalUpc, List<CatalogProduct>> byUpc = Map.of();

  @Override
  public synchronized List<CatalogProduct> find(CanonicalUpc upc) {
    return byUpc.getOrDefault(upc, List.of());
  }

  @Override
  public synchronized Replaced replaceAll(Collection<CatalogProduct> wanted) {
    Map<CatalogProduct.Identity, CatalogProduct> after = new HashMap<>();
    wanted.forEach(product -> after.put(product.identity(), product));
    if (after.size() < wanted.size()) {
      throw new IllegalArgumentException("two products have one identity");
    }
    long written = 0;
    for (CatalogProduct product : after.values()) {
      written += product.equals(products.get(product.identity())) ? 0 : 1;
    }
    long removed = products.keySet().stream().filter(id -> !after.containsKey(id)).count();
    products.clear();
    products.putAll(after);
    byUpc =
        after.values().stream()
            .sorted(Comparator.comparing(CatalogProduct::productId))
            .collect(Collectors.groupingBy(CatalogProduct::upc));
    return new Replaced(written, removed);
  }
}
