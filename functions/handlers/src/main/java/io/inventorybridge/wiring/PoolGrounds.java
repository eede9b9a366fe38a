// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.catalog.ImportingCatalog;
import io.inventorybridge.catalog.NameIndex;
import io.inventorybridge.drops.Edition;
import io.inventorybridge.facilities.Facility;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.files.StoredFile;
import io.inventorybridge.rules.ImportingRules;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.sync.pool.Grounds;
import io.inventorybridge.sync.pool.Places;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Shop;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads the active calculation inputs. */
final class PoolGrounds implements Supplier<Grounds> {
  private final Wiring wiring;
  private final Supplier<NameIndex> names;
  private Optional<LocationId> ofShop = Optional.empty();

  PoolGrounds(Wiring wiring, Supplier<NameIndex> names) {
    this.wiring = wiring;
    this.names = names;
  }

  @Override
  public Grounds get() {
    // Read first, so that the inputs read after it can only be newer than this version says.
    String editions =
        Edition.inForce(wiring.files(), ImportingCatalog.INDEX).map(Edition::sha256).orElse("-")
            + " "
            + wiring.files().find(ImportingRules.INDEX).map(StoredFile::etag).orElse("-");
    FacilityDirectory directory = wiring.facilityDirectory();
    return Grounds.of(
        wiring.catalogIndex(),
        names.get(),
        directory,
        wiring.ruleBook(),
        places(directory),
        wiring.productStates().now(),
        editions);
  }

  Places places(FacilityDirectory directory) {
    PublishSettings settings = wiring.installationSettings().publishing();
    return settings.topology() == Topology.ONE_LOCATION
        ? new Places.AtOne(settings.location().map(LocationId::new).or(() -> theOne(directory)))
        : Places.ofStores(directory);
  }

  // Without a setting: the one location that facilities name, else the shop's only active location,
  // else its only active location that no facility names. With several of them it is unknown.
  private Optional<LocationId> theOne(FacilityDirectory directory) {
    SortedSet<LocationId> named = new TreeSet<>();
    for (Facility facility : directory.all()) {
      Optional<LocationId> location = Places.location(facility);
      if (location.isPresent()) {
        named.add(location.get());
      }
    }
    return named.size() == 1 ? Optional.of(named.first()) : ofShop(named);
  }

  private synchronized Optional<LocationId> ofShop(SortedSet<LocationId> named) {
    if (ofShop.isEmpty() && wiring.environment().has(Environment.SHOP_URL)) {
      List<LocationId> active =
          wiring.ports().shop().locations().stream()
              .filter(Shop.ShopLocation::active)
              .map(Shop.ShopLocation::location)
              .toList();
      List<LocationId> free =
          active.size() == 1
              ? active
              : active.stream().filter(location -> !named.contains(location)).toList();
      ofShop = free.size() == 1 ? Optional.of(free.getFirst()) : Optional.empty();
    }
    return ofShop;
  }
}
