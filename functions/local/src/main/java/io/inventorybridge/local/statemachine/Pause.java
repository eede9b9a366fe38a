// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.statemachine;

import java.time.Duration;

/** How waiting is done: in full, shortened, or not at all. Thread-safe. */
@FunctionalInterface
public interface Pause {
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Waits no longer than this at a time. The back-off of retries and Wait states spare a service
   * that is busy; in one process nothing is gained by waiting for minutes.
   */
  static Pause atMost(Duration longest) {
    return duration -> Thread.sleep(duration.compareTo(longest) < 0 ? duration : longest);
  }
}
