// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.concurrent;

/** The waiting time of a writer after a version conflict. */
@FunctionalInterface
public interface BackoffPolicy {
  /** No waiting, for tests and simulations without concurrent writers. */
  BackoffPolicy NONE = attempt -> {};

  /**
   * Waits before the next attempt.
   *
   * @param attempt the number of attempts made so far, from 1
   */
  void pause(int attempt);
}
