// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import io.inventorybridge.orders.AcknowledgmentPolicy;
import java.util.List;
import java.util.Set;

/**
 * The plan of a world: its external events, the rate of faults, and the seed that decides the order
 * of moves. A plan without some of its events is again a plan.
 *
 * @param braked tells whether the brake is asked about catalogs and facilities
 * @param stores known from the beginning
 * @param trouble rate of failing calls, per 1,000
 * @param unrest rate of functions stopped at a call, per 1,000
 * @param spared calls that must not fail
 */
record WorldPlan(
    long seed,
    AcknowledgmentPolicy policy,
    String settings,
    boolean braked,
    Set<String> stores,
    int trouble,
    int unrest,
    List<WorldEvent> happenings,
    Set<String> spared) {
  WorldPlan {
    stores = Set.copyOf(stores);
    happenings = List.copyOf(happenings);
    spared = Set.copyOf(spared);
  }

  WorldPlan of(List<WorldEvent> fewer) {
    return new WorldPlan(seed, policy, settings, braked, stores, trouble, unrest, fewer, spared);
  }

  WorldPlan sparing(Set<String> calls) {
    return new WorldPlan(
        seed, policy, settings, braked, stores, trouble, unrest, happenings, calls);
  }
}
