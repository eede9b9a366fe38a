// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation.trouble;

import java.util.EnumMap;
import java.util.Map;

/** The number of occurrences of each fault in a world. */
public final class Faults {
  private final Map<Fault, Long> times = new EnumMap<>(Fault.class);

  public void note(Fault fault) {
    times.merge(fault, 1L, Long::sum);
  }

  public long times(Fault fault) {
    return times.getOrDefault(fault, 0L);
  }
}
