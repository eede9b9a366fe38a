// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.rules.ProductRules;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The effect of a set of inputs on a published product: the function from its stock to its numbers,
 * in a form that is equal exactly when the functions are. Rules are compared by it, because two
 * different rows may have the same effect, and one wide row a different one on each product.
 *
 * @param locations where the product has a pair
 * @param sold the safety stock of each facility whose units count, by the location that shows them;
 *     empty when every number is always 0
 * @param threshold 0 when every number is always 0
 */
record OnlineEffect(
    SortedSet<ShopLocationId> locations,
    SortedMap<ShopLocationId, SortedMap<FacilityId, StockQuantity>> sold,
    StockQuantity threshold) {
  OnlineEffect {
    locations = Collections.unmodifiableSortedSet(new TreeSet<>(locations));
    sold = Collections.unmodifiableSortedMap(new TreeMap<>(sold));
  }

  static OnlineEffect of(ProductRules rules, CalculationInputs by) {
    SortedMap<ShopLocationId, SortedMap<FacilityId, StockQuantity>> sold = new TreeMap<>();
    if (rules.isOnChannel(by.directory())) {
      switch (by.locationMapping()) {
        case LocationMapping.SingleLocation one ->
            one.location()
                .ifPresent(location -> put(sold, location, by.directory().all(), rules, by));
        case LocationMapping.LocationPerStore stores ->
            stores
                .stores()
                .forEach((location, store) -> put(sold, location, facility(store, by), rules, by));
      }
    }
    return new OnlineEffect(
        by.locations(),
        sold,
        sold.isEmpty() ? StockQuantity.ZERO : rules.threshold(by.directory()));
  }

  private static Collection<Facility> facility(FacilityId id, CalculationInputs by) {
    return by.directory().facility(id).stream().collect(Collectors.toList());
  }

  private static void put(
      SortedMap<ShopLocationId, SortedMap<FacilityId, StockQuantity>> sold,
      ShopLocationId location,
      Collection<Facility> facilities,
      ProductRules rules,
      CalculationInputs by) {
    SortedMap<FacilityId, StockQuantity> counted = new TreeMap<>();
    for (Facility facility : facilities) {
      if (rules.isEligible(facility) && !by.awaitingStores().contains(facility.id())) {
        counted.put(facility.id(), rules.safetyStock(facility));
      }
    }
    if (!counted.isEmpty()) {
      sold.put(location, counted);
    }
  }

  /** Tells whether a pair of this effect may show another number than by the earlier one. */
  boolean differsFrom(OnlineEffect before) {
    return !before.locations.containsAll(locations) || (!isSame(before) && concerns(before));
  }

  private boolean isSame(OnlineEffect before) {
    return sold.equals(before.sold) && threshold.equals(before.threshold);
  }

  // A location that no pair has any more shows what it showed.
  private boolean concerns(OnlineEffect before) {
    Optional<ShopLocationId> shown =
        locations.stream()
            .filter(location -> sold.containsKey(location) || before.sold.containsKey(location))
            .findFirst();
    return shown.isPresent();
  }
}
