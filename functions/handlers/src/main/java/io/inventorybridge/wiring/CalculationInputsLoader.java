// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.catalog.ProductLookupIndex;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.rules.ImportingRules;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.files.StoredFile;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads the active calculation inputs. */
final class CalculationInputsLoader implements Supplier<CalculationInputs> {
  private final FunctionWiring wiring;
  private final Supplier<ProductLookupIndex> names;
  private Optional<ShopLocationId> ofShop = Optional.empty();

  CalculationInputsLoader(FunctionWiring wiring, Supplier<ProductLookupIndex> names) {
    this.wiring = wiring;
    this.names = names;
  }

  @Override
  public CalculationInputs get() {
    // Read first, so that the inputs read after it can only be newer than this version says.
    String editions =
        ImportVersion.active(wiring.files(), ImportingCatalog.INDEX)
                .map(ImportVersion::sha256)
                .orElse("-")
            + " "
            + wiring.files().find(ImportingRules.INDEX).map(StoredFile::etag).orElse("-");
    FacilityDirectory directory = wiring.facilityDirectory();
    return CalculationInputs.of(
        wiring.catalogIndex(),
        names.get(),
        directory,
        wiring.ruleBook(),
        locationMapping(directory),
        wiring.productStates().snapshot(),
        editions);
  }

  LocationMapping locationMapping(FacilityDirectory directory) {
    PublishSettings settings = wiring.installationSettings().publishing();
    return settings.topology() == Topology.ONE_LOCATION
        ? new LocationMapping.SingleLocation(
            settings.location().map(ShopLocationId::new).or(() -> inferredLocation(directory)))
        : LocationMapping.ofStores(directory);
  }

  // Without a setting: the one location that facilities name, else the shop's only active location,
  // else its only active location that no facility names. With several of them it is unknown.
  private Optional<ShopLocationId> inferredLocation(FacilityDirectory directory) {
    SortedSet<ShopLocationId> named = new TreeSet<>();
    for (Facility facility : directory.all()) {
      Optional<ShopLocationId> location = LocationMapping.location(facility);
      if (location.isPresent()) {
        named.add(location.get());
      }
    }
    return named.size() == 1 ? Optional.of(named.first()) : shopLocation(named);
  }

  private synchronized Optional<ShopLocationId> shopLocation(SortedSet<ShopLocationId> named) {
    if (ofShop.isEmpty() && wiring.environment().has(FunctionEnvironment.SHOP_URL)) {
      List<ShopLocationId> active =
          wiring.ports().shop().locations().stream()
              .filter(OnlineShop.ShopLocation::active)
              .map(OnlineShop.ShopLocation::location)
              .toList();
      List<ShopLocationId> free =
          active.size() == 1
              ? active
              : active.stream().filter(location -> !named.contains(location)).toList();
      ofShop = free.size() == 1 ? Optional.of(free.getFirst()) : Optional.empty();
    }
    return ofShop;
  }
}
