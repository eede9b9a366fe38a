// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

/** Tells what a process has spent on the store of the ledger. Thread-safe. */
@FunctionalInterface
public interface Spending {
  /** Where nothing is charged. */
  Spending FREE = () -> Spent.NOTHING;

  /** Since the process began, all of its calls together. */
  Spent soFar();
}
