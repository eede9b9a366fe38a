// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.ProductCatalog;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.orders.ShopLocationResolver;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Resolves items and locations by the present catalog and facilities. Safe for use by many threads.
 */
public final class CatalogLocationMapping implements ShopLocationResolver {
  private final Supplier<? extends ProductCatalog> catalog;
  private final Supplier<FacilityDirectory> directory;
  private final Supplier<Topology> topology;

  public CatalogLocationMapping(
      Supplier<? extends ProductCatalog> catalog,
      Supplier<FacilityDirectory> directory,
      Supplier<Topology> topology) {
    this.catalog = catalog;
    this.directory = directory;
    this.topology = topology;
  }

  @Override
  public Optional<String> itemOf(CanonicalUpc upc) {
    List<String> items =
        catalog.get().find(upc).stream()
            .filter(CatalogProduct::online)
            .flatMap(product -> product.shopifyInventoryItemId().stream())
            .distinct()
            .toList();
    return items.size() == 1 ? Optional.of(items.getFirst()) : Optional.empty();
  }

  @Override
  public Optional<String> locationOf(FacilityId facility) {
    return topology.get() == Topology.ONE_LOCATION
        ? Optional.empty()
        : directory.get().facility(facility).flatMap(Facility::shopifyLocationId);
  }

  @Override
  public Locations locations() {
    return switch (topology.get()) {
      case ONE_LOCATION -> Locations.ONE;
      case LOCATION_PER_FACILITY -> Locations.OF_STORES;
    };
  }
}
