// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import java.time.Duration;
import java.time.Instant;

/**
 * The state of the shop's point bucket: its maximum and its steady refill. A pure calculation of
 * pacing, without clock or waiting.
 *
 * @param restoreRate points per second; 0 when the shop did not report it
 * @param at the time of the shop's report
 */
record ThrottleStatus(double maximum, double available, double restoreRate, Instant at) {
  private static final Duration WITHOUT_A_RATE = Duration.ofSeconds(1);
  private static final double NANOS = 1e9;

  double availableAt(Instant now) {
    double seconds = Math.max(0, Duration.between(at, now).toNanos() / NANOS);
    return Math.min(maximum, available + restoreRate * seconds);
  }

  /** The time until the bucket holds the points for a call of this cost. */
  Duration waitFor(double cost, Instant now) {
    // A call above the maximum waits only for a full bucket.
    double missing = Math.min(cost, maximum) - availableAt(now);
    if (missing <= 0) {
      return Duration.ZERO;
    }
    return restoreRate <= 0
        ? WITHOUT_A_RATE
        : Duration.ofMillis((long) Math.ceil(missing * 1000 / restoreRate));
  }

  /** The bucket after sending a call. */
  ThrottleStatus minus(double cost, Instant now) {
    return new ThrottleStatus(maximum, availableAt(now) - cost, restoreRate, now);
  }
}
