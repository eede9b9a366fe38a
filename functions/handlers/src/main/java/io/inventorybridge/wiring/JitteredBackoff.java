// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits a random time with a bound that doubles with each attempt, so that writers of one key
 * spread out.
 */
final class JitteredBackoff implements BackoffPolicy {
  private static final long FIRST = Duration.ofMillis(2).toNanos();
  private static final int MOST_DOUBLINGS = 6;

  @Override
  public void pause(int attempt) {
    long most = FIRST << Math.min(attempt, MOST_DOUBLINGS);
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
  }
}
