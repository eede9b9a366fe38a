// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop;

import io.inventorybridge.local.simulation.shop.trouble.FaultCounts;
import io.inventorybridge.local.simulation.shop.trouble.PublishingFault;
import java.util.EnumMap;
import java.util.Map;

/** The counts of the worlds. */
final class WorldCounts {
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
  private final Map<PublishingFault, Long> times = new EnumMap<>(PublishingFault.class);

  private final Map<PublishingFault, Long> seeds = new EnumMap<>(PublishingFault.class);

  void add(WorldCounts other) {
    worlds += other.worlds;
    worldsOversold += other.worldsOversold;
    sales += other.sales;
    oversold += other.oversold;
    beyondStock += other.beyondStock;
    wrongAtTheEnd += other.wrongAtTheEnd;
    other.times.forEach((fault, count) -> times.merge(fault, count, Long::sum));
    other.seeds.forEach((fault, count) -> seeds.merge(fault, count, Long::sum));
  }

  void add(FaultCounts faults) {
    for (PublishingFault fault : PublishingFault.values()) {
      times.merge(fault, faults.times(fault), Long::sum);
      seeds.merge(fault, faults.times(fault) > 0 ? 1L : 0L, Long::sum);
    }
  }

  long times(PublishingFault fault) {
    return times.getOrDefault(fault, 0L);
  }

  long worlds(PublishingFault fault) {
    return seeds.getOrDefault(fault, 0L);
  }
}
