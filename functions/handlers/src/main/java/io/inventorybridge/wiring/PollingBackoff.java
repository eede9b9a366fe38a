// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits between checks of a background operation of the shop, a little longer each time. */
final class PollingBackoff implements BackoffPolicy {
  private static final long STEP = Duration.ofMillis(500).toNanos();
  private static final int MOST_STEPS = 10;

  @Override
  public void pause(int attempt) {
    LockSupport.parkNanos(STEP * Math.min(attempt, MOST_STEPS));
  }
}
