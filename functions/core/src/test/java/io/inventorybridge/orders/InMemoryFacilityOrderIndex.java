// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.stock.FacilityId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The same in memory, in pages small enough that tests see several. */
public final class InMemoryFacilityOrderIndex implements FacilityOrderIndex {
  private static final int PAGE = 100;

  private final Map<FacilityId, NavigableSet<String>> orders = new HashMap<>();

  @Override
  public synchronized void add(String orderId, Collection<FacilityId> facilities) {
    facilities.forEach(
        facility -> orders.computeIfAbsent(facility, f -> new TreeSet<>()).add(orderId));
  }

  @Override
  public synchronized Page ordersOf(FacilityId facility, String after) {
    List<String> page =
        orders.getOrDefault(facility, new TreeSet<>()).tailSet(after, false).stream()
            .limit(PAGE)
            .toList();
    return new Page(page, page.size() < PAGE ? "" : page.getLast());
  }
}
