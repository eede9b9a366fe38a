// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.ShopLocationId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The threshold allocation: the units of a product that the shop may sell, by location. */
final class ThresholdAllocation {
  private ThresholdAllocation() {}

  /**
   * Takes each store's units at its location, and subtracts threshold, then queue demand, from the
   * locations in order of most units, ties by location id.
   */
  static SortedMap<ShopLocationId, Long> allocate(
      SortedMap<ShopLocationId, FacilityId> stores, OnlineAvailability online) {
    Map<FacilityId, Long> counted = new HashMap<>();
    online.facilities().forEach(share -> counted.put(share.facilityId(), share.counted().units()));
    SortedMap<ShopLocationId, Long> units = new TreeMap<>();
    stores.forEach(
        (location, store) ->
            units.put(location, online.onChannel() ? counted.getOrDefault(store, 0L) : 0L));
    take(online.threshold().units(), units);
    take(online.queueDemand().units(), units);
    return units;
  }

  private static void take(long wanted, SortedMap<ShopLocationId, Long> units) {
    List<ShopLocationId> mostFirst =
        units.keySet().stream()
            .sorted(
                Comparator.comparing((ShopLocationId location) -> units.getOrDefault(location, 0L))
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    long left = Math.max(0, wanted);
    for (ShopLocationId location : mostFirst) {
      long there = units.getOrDefault(location, 0L);
      long taken = Math.min(left, there);
      units.put(location, there - taken);
      left -= taken;
    }
  }
}
