// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

import io.inventorybridge.stock.FacilityId;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The facilities in memory. */
public final class InMemoryFacilityRepository implements FacilityRepository {
  private final TreeMap<FacilityId, Facility> facilities = new TreeMap<>();

  @Override
  public synchronized List<Facility> all() {
    return List.copyOf(facilities.values());
  }

  @Override
  public synchronized void put(Collection<Facility> stored) {
    stored.forEach(facility -> facilities.put(facility.id(), facility));
  }
}
