// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

/** How long a writer waits when another one was faster. */
@FunctionalInterface
public interface Backoff {
  /** No waiting: for tests and simulations, where nobody else runs meanwhile. */
  Backoff NONE = attempt -> {};

  /**
   * Waits before the next attempt.
   *
   * @param attempt the number of attempts made so far, from 1
   */
  void pause(int attempt);
}
