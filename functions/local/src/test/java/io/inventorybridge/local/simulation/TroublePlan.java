// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides the fault of each call from the seed, the name of the run and the number of the call
 * within it, so that faults stay the same when other runs are left out. Counts the faults.
 */
final class TroublePlan {
  private static final int OF = 1_000;

  private final WorldPlan plan;
  private final Map<WorldFault, Long> counts = new EnumMap<>(WorldFault.class);
  private final List<String> hit = new ArrayList<>();
  private boolean over;

  TroublePlan(WorldPlan plan) {
    this.plan = plan;
  }

  /** Stops all further faults. */
  void end() {
    over = true;
  }

  Optional<WorldFault> at(String run, int call, List<WorldFault> possible) {
    String place = run + "/" + call;
    long roll = roll(place, 1);
    if (over || roll % OF >= plan.trouble() || plan.spared().contains(place)) {
      return Optional.empty();
    }
    WorldFault fault = possible.get((int) (roll / OF % possible.size()));
    hit.add(place);
    count(fault);
    return Optional.of(fault);
  }

  boolean stopsAt(String run, int call) {
    return roll(run + "/" + call, 2) % OF < plan.unrest();
  }

  void count(WorldFault fault) {
    counts.merge(fault, 1L, Long::sum);
  }

  Map<WorldFault, Long> counts() {
    return counts;
  }

  /** The calls with faults. */
  List<String> hit() {
    return hit;
  }

  private long roll(String place, int purpose) {
    long z = plan.seed() * 31 + purpose;
    for (int i = 0; i < place.length(); i++) {
      z = (z ^ place.charAt(i)) * 0x100000001B3L;
    }
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) >>> 1;
  }
}
