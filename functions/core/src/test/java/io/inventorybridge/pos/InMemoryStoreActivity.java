// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import io.inventorybridge.stock.FacilityId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The stores' activity in memory. */
public final class InMemoryStoreActivity implements StoreActivity {
  private final Map<FacilityId, TreeSet<Instant>> quarters = new HashMap<>();

  @Override
  public synchronized void note(FacilityId store, Instant effective) {
    quarters.computeIfAbsent(store, s -> new TreeSet<>()).add(StoreActivity.quarter(effective));
  }

  @Override
  public synchronized Optional<Instant> latest(FacilityId store, Instant before) {
    return Optional.ofNullable(quarters.getOrDefault(store, new TreeSet<>()).lower(before));
  }
}
