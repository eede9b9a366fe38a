// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.comparing;

import io.inventorybridge.stock.ItemAtLocation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps sums and plans in memory. */
public final class InMemoryComparisonStore implements ComparisonStore {
  private final Map<String, ComparisonPlan> plans = new HashMap<>();
  private Map<ItemAtLocation, AgreedSum> sums = Map.of();

  @Override
  public synchronized Map<ItemAtLocation, AgreedSum> sums() {
    return sums;
  }

  @Override
  public synchronized void saveSums(Map<ItemAtLocation, AgreedSum> next) {
    sums = Map.copyOf(next);
  }

  @Override
  public synchronized Optional<ComparisonPlan> plan(String run) {
    return Optional.ofNullable(plans.get(run));
  }

  @Override
  public synchronized void savePlan(String run, ComparisonPlan plan) {
    plans.put(run, plan);
  }
}
