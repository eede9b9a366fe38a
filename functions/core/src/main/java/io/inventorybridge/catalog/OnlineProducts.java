// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.catalog;

import io.inventorybridge.stock.Upc;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds the online product of an identifier. The catalog is read consistently; the index only
 * proposes candidates and is not needed for a UPCA. Thread-safe.
 */
public final class OnlineProducts {
  private final Catalog catalog;
  private final Supplier<NameIndex> names;

  public OnlineProducts(Catalog catalog, Supplier<NameIndex> names) {
    this.catalog = catalog;
    this.names = names;
  }

  /** Finds the UPCA of exactly one online product; empty for none and for several. */
  public Optional<Upc> find(ProductName name) {
    if (name.kind() == ProductName.Kind.UPCA) {
      Upc upc = Upc.of(name.value());
      return online(upc).isEmpty() ? Optional.empty() : Optional.of(upc);
    }
    List<Upc> found = new ArrayList<>();
    for (Upc upc : names.get().candidates(name)) {
      if (online(upc).stream().anyMatch(product -> ProductName.others(product).contains(name))) {
        found.add(upc);
      }
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** Every identifier of the UPCA's online product, the UPCA first; empty when it is not online. */
  public Set<ProductName> names(Upc upc) {
    Set<ProductName> all = new LinkedHashSet<>();
    for (Product product : online(upc)) {
      all.add(ProductName.of(upc));
      all.addAll(ProductName.others(product));
    }
    return all;
  }

  // The rows of one product; empty when several products share the UPCA.
  private List<Product> online(Upc upc) {
    List<Product> online = catalog.find(upc).stream().filter(Product::online).toList();
    return online.stream().map(Product::identity).distinct().count() == 1 ? online : List.of();
  }
}
