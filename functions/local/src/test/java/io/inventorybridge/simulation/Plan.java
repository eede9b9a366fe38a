// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation;

import io.inventorybridge.orders.KnownPolicy;
import java.util.List;
import java.util.Set;

/**
 * All that a world is made of: what happens in it, how much goes wrong, and the seed that decides
 * who moves when. A plan without some of its happenings is a plan again.
 *
 * @param stores that are known from the beginning
 * @param trouble how often a call goes wrong, of 1,000
 * @param unrest how often a function is stopped at a call, of 1,000
 * @param spared the calls at which nothing goes wrong after all
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
