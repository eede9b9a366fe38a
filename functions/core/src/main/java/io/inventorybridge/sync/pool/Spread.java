// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.pool;

import io.inventorybridge.rules.Online;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.sync.shop.LocationId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The threshold allocation: the units of a product that the shop may sell, by location. */
final class Spread {
  private Spread() {}

  /**
   * Takes each store's units at its location, and subtracts threshold, then queue demand, from the
   * locations in order of most units, ties by location id.
   */
  static SortedMap<LocationId, Long> over(SortedMap<LocationId, FacilityId> stores, Online online) {
    Map<FacilityId, Long> counted = new HashMap<>();
    online.facilities().forEach(share -> counted.put(share.facilityId(), share.counted().units()));
    SortedMap<LocationId, Long> units = new TreeMap<>();
    stores.forEach(
        (location, store) ->
            units.put(location, online.onChannel() ? counted.getOrDefault(store, 0L) : 0L));
    take(online.threshold().units(), units);
    take(online.queueDemand().units(), units);
    return units;
  }

  private static void take(long wanted, SortedMap<LocationId, Long> units) {
    List<LocationId> mostFirst =
        units.keySet().stream()
            .sorted(
                Comparator.comparing((LocationId location) -> units.getOrDefault(location, 0L))
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    long left = Math.max(0, wanted);
    for (LocationId location : mostFirst) {
      long there = units.getOrDefault(location, 0L);
      long taken = Math.min(left, there);
      units.put(location, there - taken);
      left -= taken;
    }
  }
}
