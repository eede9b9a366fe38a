// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.capacity;

/** Reports the capacity that a process has consumed on the store of the ledger. Thread-safe. */
@FunctionalInterface
public interface CapacityMeter {
  /** A store without charges. */
  CapacityMeter FREE = () -> CapacityUsage.NOTHING;

  /** The consumption of all calls since the process began. */
  CapacityUsage usage();
}
