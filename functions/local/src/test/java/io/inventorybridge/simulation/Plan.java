// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation;

import io.inventorybridge.orders.KnownPolicy;
import java.util.List;
import java.util.Set;

/**
 * The plan of a world: its external events, the rate of faults, and the seed that decides the order
 * of moves. A plan without some of its events is again a plan.
 *
 * @param stores known from the beginning
 * @param trouble rate of failing calls, per 1,000
 * @param unrest rate of functions stopped at a call, per 1,000
 * @param spared calls that must not fail
 */
record Plan(
    long seed,
    KnownPolicy policy,
    String settings,
    Set<String> stores,
    int trouble,
    int unrest,
    List<Happening> happenings,
    Set<String> spared) {
  Plan {
    stores = Set.copyOf(stores);
    happenings = List.copyOf(happenings);
    spared = Set.copyOf(spared);
  }

  Plan of(List<Happening> fewer) {
    return new Plan(seed, policy, settings, stores, trouble, unrest, fewer, spared);
  }

  Plan sparing(Set<String> calls) {
    return new Plan(seed, policy, settings, stores, trouble, unrest, happenings, calls);
  }
}
