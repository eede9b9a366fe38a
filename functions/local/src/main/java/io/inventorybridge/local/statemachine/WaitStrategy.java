// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.statemachine;

import java.time.Duration;

/** The implementation of waiting: in full, shortened, or not at all. Thread-safe. */
@FunctionalInterface
public interface WaitStrategy {
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Waits at most this long at a time. Retry back-offs and Wait states spare a busy service in the
   * cloud; in one process long waits gain nothing.
   */
  static WaitStrategy atMost(Duration longest) {
    return duration -> Thread.sleep(duration.compareTo(longest) < 0 ? duration : longest);
  }
}
