// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.trouble;

import java.util.EnumMap;
import java.util.Map;

/** The number of occurrences of each fault in a world. */
public final class FaultCounts {
  private final Map<PublishingFault, Long> times = new EnumMap<>(PublishingFault.class);

  public void note(PublishingFault fault) {
    times.merge(fault, 1L, Long::sum);
  }

  public long times(PublishingFault fault) {
    return times.getOrDefault(fault, 0L);
  }
}
