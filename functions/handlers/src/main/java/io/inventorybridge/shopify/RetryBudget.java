// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import java.time.Duration;

/**
 * The retry budget of one call before it counts as unanswered.
 *
 * @param attempts maximum number of requests without a usable reply; waits for points do not count
 * @param longest time limit from the first request
 * @param firstWait delay after the first lost reply; doubled after each further one
 */
public record RetryBudget(int attempts, Duration longest, Duration firstWait) {
  public static final RetryBudget DEFAULT =
      new RetryBudget(5, Duration.ofMinutes(2), Duration.ofMillis(500));

  /**
   * The delay after a lost reply.
   *
   * @param lost number of replies lost so far, from 1
   */
  Duration waitAfter(int lost) {
    return firstWait.multipliedBy(1L << Math.min(lost - 1, 16));
  }
}
