// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.sync.simulation.trouble.Fault;
import io.inventorybridge.sync.simulation.trouble.Faults;
import java.util.EnumMap;
import java.util.Map;

/** The counts of the worlds. */
final class Counts {
  long worlds;
  long worldsOversold;
  long sales;

  /** Sales that would not have happened if every publication had been exact. */
  long oversold;

  /** Sales of units that had left since the last publication. */
  long beyondStock;

  /** Pairs that show a wrong number after all activity has ended. */
  long wrongAtTheEnd;

  /** The number of occurrences of each fault, and of worlds with it. */
  private final Map<Fault, Long> times = new EnumMap<>(Fault.class);

  private final Map<Fault, Long> seeds = new EnumMap<>(Fault.class);

  void add(Counts other) {
    worlds += other.worlds;
    worldsOversold += other.worldsOversold;
    sales += other.sales;
    oversold += other.oversold;
    beyondStock += other.beyondStock;
    wrongAtTheEnd += other.wrongAtTheEnd;
    other.times.forEach((fault, count) -> times.merge(fault, count, Long::sum));
    other.seeds.forEach((fault, count) -> seeds.merge(fault, count, Long::sum));
  }

  void add(Faults faults) {
    for (Fault fault : Fault.values()) {
      times.merge(fault, faults.times(fault), Long::sum);
      seeds.merge(fault, faults.times(fault) > 0 ? 1L : 0L, Long::sum);
    }
  }

  long times(Fault fault) {
    return times.getOrDefault(fault, 0L);
  }

  long worlds(Fault fault) {
    return seeds.getOrDefault(fault, 0L);
  }
}
