// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.stock.CanonicalUpc;
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
  private final ProductCatalog catalog;
  private final Supplier<ProductLookupIndex> names;

  public OnlineProducts(ProductCatalog catalog, Supplier<ProductLookupIndex> names) {
    this.catalog = catalog;
    this.names = names;
  }

  /** Finds the UPCA of exactly one online product; empty for none and for several. */
  public Optional<CanonicalUpc> find(ProductIdentifier name) {
    if (name.kind() == ProductIdentifier.IdentifierKind.UPCA) {
      CanonicalUpc upc = CanonicalUpc.of(name.value());
      return online(upc).isEmpty() ? Optional.empty() : Optional.of(upc);
    }
    List<CanonicalUpc> found = new ArrayList<>();
    for (CanonicalUpc upc : names.get().candidates(name)) {
      if (online(upc).stream()
          .anyMatch(product -> ProductIdentifier.others(product).contains(name))) {
        found.add(upc);
      }
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** Every identifier of the UPCA's online product, the UPCA first; empty when it is not online. */
  public Set<ProductIdentifier> identifiers(CanonicalUpc upc) {
    Set<ProductIdentifier> all = new LinkedHashSet<>();
    for (CatalogProduct product : online(upc)) {
      all.add(ProductIdentifier.of(upc));
      all.addAll(ProductIdentifier.others(product));
    }
    return all;
  }

  // The rows of one product; empty when several products share the UPCA.
  private List<CatalogProduct> online(CanonicalUpc upc) {
    List<CatalogProduct> online =
        catalog.find(upc).stream().filter(CatalogProduct::online).toList();
    return online.stream().map(CatalogProduct::identity).distinct().count() == 1
        ? online
        : List.of();
  }
}
