// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

/** Reports the capacity that a process has consumed on the store of the ledger. Thread-safe. */
@FunctionalInterface
public interface Spending {
  /** A store without charges. */
  Spending FREE = () -> Spent.NOTHING;

  /** The consumption of all calls since the process began. */
  Spent soFar();
}
