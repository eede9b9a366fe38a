// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.books;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of catalog, facilities and rules of one moment: each as the code reads it, and as the
 * model does.
 *
 * @param online the catalog: products by item
 * @param shown the facilities: a store by the location that it states
 * @param closed the facilities: the stores whose units are not sold
 */
record StatedInputs(
    OnlineCatalog catalog,
    Map<InventoryItemId, CanonicalUpc> online,
    FacilityDirectory directory,
    Map<ShopLocationId, FacilityId> shown,
    Set<FacilityId> closed,
    RuleBook rules,
    Map<StockKey, Long> safety,
    Map<CanonicalUpc, Long> thresholds,
    Set<CanonicalUpc> offChannel) {
  StatedInputs {
    online = Map.copyOf(online);
    shown = Map.copyOf(shown);
    closed = Set.copyOf(closed);
    safety = Map.copyOf(safety);
    thresholds = Map.copyOf(thresholds);
    offChannel = Set.copyOf(offChannel);
  }

  /** The version of one file's content. */
  String version(InputKind kind) {
    return switch (kind) {
      case CATALOG -> catalog.version();
      case FACILITIES -> directory.version();
      case RULES -> rules.version();
      case SETTINGS -> throw new IllegalArgumentException("the settings of a world never change");
    };
  }

  /** The same files, but for the one of a kind. */
  StatedInputs with(InputKind kind, StatedInputs other) {
    StatedInputs first = kind == InputKind.CATALOG ? other : this;
    StatedInputs second = kind == InputKind.FACILITIES ? other : this;
    StatedInputs third = kind == InputKind.RULES ? other : this;
    return new StatedInputs(
        first.catalog,
        first.online,
        second.directory,
        second.shown,
        second.closed,
        third.rules,
        third.safety,
        third.thresholds,
        third.offChannel);
  }

  /** The inputs for the code. */
  CalculationInputs inputs(List<ShopLocationId> locations, Set<CanonicalUpc> awaiting) {
    LocationMapping locationMapping =
        locations.size() == 1
            ? new LocationMapping.SingleLocation(Optional.of(locations.getFirst()))
            : LocationMapping.ofStores(directory);
    return CalculationInputs.of(
        catalog, directory, rules, locationMapping, new TreeSet<>(awaiting), new TreeSet<>());
  }

  /** The inputs for the model. */
  KnownTargets.Ground ground(Set<CanonicalUpc> awaiting) {
    return new KnownTargets.Ground(online, shown, closed, awaiting, safety, thresholds, offChannel);
  }
}
