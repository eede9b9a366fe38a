// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.backfill.ProductState;
import io.inventorybridge.backfill.ProductStates;
import io.inventorybridge.masterdata.catalog.CatalogActivation;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.rules.ImportingRules;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.files.StoredFile;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the calculation inputs as the files state them now, all of one moment: when a file changes
 * during the reading, it reads again.
 */
final class CalculationInputsLoader implements Supplier<CalculationInputs> {
  private static final int MOST_READINGS = 5;

  private final FunctionWiring wiring;
  private Optional<ShopLocationId> ofShop = Optional.empty();

  CalculationInputsLoader(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public CalculationInputs get() {
    List<StoredFile> before = present();
    for (int reading = 1; reading <= MOST_READINGS; reading++) {
      CalculationInputs inputs = read();
      List<StoredFile> after = present();
      if (after.equals(before)) {
        return inputs;
      }
      before = after;
    }
    throw new IllegalStateException(
        "catalog, facilities or rules changed during each of %d readings; the next run reads them again"
            .formatted(MOST_READINGS));
  }

  private List<StoredFile> present() {
    return Stream.of(ImportingCatalog.INDEX, ImportingFacilities.INDEX, ImportingRules.INDEX)
        .flatMap(key -> wiring.files().find(key).stream())
        .toList();
  }

  private CalculationInputs read() {
    FacilityDirectory directory = wiring.facilityDirectory();
    ProductStates.Snapshot states = wiring.productStates().snapshot();
    SortedSet<CanonicalUpc> awaiting = new TreeSet<>();
    states
        .toBeListed()
        .forEach(
            (upc, state) -> {
              if (state == ProductState.AWAITING_BASELINE) {
                awaiting.add(upc);
              }
            });
    return CalculationInputs.of(
        CatalogActivation.activeSnapshot(wiring.files())
            .map(wiring::onlineCatalog)
            .orElse(OnlineCatalog.EMPTY),
        directory,
        wiring.ruleBook(),
        locationMapping(directory),
        awaiting,
        states.storesAwaiting());
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
