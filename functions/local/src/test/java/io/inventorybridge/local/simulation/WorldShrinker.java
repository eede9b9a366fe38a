// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Shrinks a failing world as far as it still fails. */
final class WorldShrinker {
  private final LedgerSimulation simulation;
  private String kind = "";

  WorldShrinker(LedgerSimulation simulation) {
    this.simulation = simulation;
  }

  /** The smallest plan found that fails in the same way. */
  WorldPlan of(WorldPlan failing) {
    kind = simulation.run(failing).orElseThrow().kind();
    WorldPlan smallest = failing;
    for (WorldPlan smaller = once(smallest); !smaller.equals(smallest); smaller = once(smallest)) {
      smallest = smaller;
    }
    return smallest;
  }

  private WorldPlan once(WorldPlan failing) {
    WorldPlan smallest = failing;
    for (int pieces = 2; pieces <= 2 * smallest.happenings().size(); pieces *= 2) {
      int size = Math.max(1, smallest.happenings().size() / pieces);
      for (int from = smallest.happenings().size() - size; from >= 1; from -= size) {
        List<WorldEvent> fewer = new ArrayList<>(smallest.happenings());
        fewer.subList(from, Math.min(fewer.size(), from + size)).clear();
        if (goesWrong(smallest.of(fewer))) {
          smallest = smallest.of(fewer);
          from = Math.min(from, smallest.happenings().size());
        }
      }
    }
    for (String call : simulation.run(smallest).orElseThrow().hit()) {
      Set<String> spared = new HashSet<>(smallest.spared());
      spared.add(call);
      if (goesWrong(smallest.sparing(spared))) {
        smallest = smallest.sparing(spared);
      }
    }
    return smallest;
  }

  private boolean goesWrong(WorldPlan plan) {
    return simulation
        .run(plan)
        .map(LedgerSimulation.Failure::kind)
        .filter(kind::equals)
        .isPresent();
  }
}
