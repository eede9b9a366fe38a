// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.catalog;

import io.inventorybridge.stock.Upc;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The catalog in memory. */
public final class InMemoryCatalog implements Catalog {
  private final Map<Product.Identity, Product> products = new HashMap<>();
  private Map<Upc, List<Product>> byUpc = Map.of();

  @Override
  public synchronized List<Product> find(Upc upc) {
    return byUpc.getOrDefault(upc, List.of());
  }

  @Override
  public synchronized Replaced replaceAll(Collection<Product> wanted) {
    Map<Product.Identity, Product> after = new HashMap<>();
    wanted.forEach(product -> after.put(product.identity(), product));
    if (after.size() < wanted.size()) {
      throw new IllegalArgumentException("two products have one identity");
    }
    long written = 0;
    for (Product product : after.values()) {
      written += product.equals(products.get(product.identity())) ? 0 : 1;
    }
    long removed = products.keySet().stream().filter(id -> !after.containsKey(id)).count();
    products.clear();
    products.putAll(after);
    byUpc =
        after.values().stream()
            .sorted(Comparator.comparing(Product::productId))
            .collect(Collectors.groupingBy(Product::upc));
    return new Replaced(written, removed);
  }
}
