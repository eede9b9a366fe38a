// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import java.time.Duration;

/**
 * How long one call is tried before it counts as unanswered.
 *
 * @param attempts most requests that ended without a usable reply; waiting for points is not one
 * @param longest from the first request on
 * @param firstWait after the first lost reply; doubled after each further one
 */
public record Patience(int attempts, Duration longest, Duration firstWait) {
  public static final Patience DEFAULT =
      new Patience(5, Duration.ofMinutes(2), Duration.ofMillis(500));

  /**
   * The wait after a lost reply.
   *
   * @param lost how many were lost so far, from 1
   */
  Duration waitAfter(int lost) {
    return firstWait.multipliedBy(1L << Math.min(lost - 1, 16));
  }
}
