// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import java.time.Duration;
import java.time.Instant;

/**
 * What the shop said of its bucket of points: it holds so many at most and fills steadily. The rule
 * of pacing, without clock or waiting.
 *
 * @param restoreRate points a second; 0 when the shop did not say
 * @param at when the shop said it
 */
record Bucket(double maximum, double available, double restoreRate, Instant at) {
  private static final Duration WITHOUT_A_RATE = Duration.ofSeconds(1);
  private static final double NANOS = 1e9;

  double availableAt(Instant now) {
    double seconds = Math.max(0, Duration.between(at, now).toNanos() / NANOS);
    return Math.min(maximum, available + restoreRate * seconds);
  }

  /** How long until a call of this cost finds its points. */
  Duration waitFor(double cost, Instant now) {
    // What does not fit at all is not worth waiting for beyond a full bucket.
    double missing = Math.min(cost, maximum) - availableAt(now);
    if (missing <= 0) {
      return Duration.ZERO;
    }
    return restoreRate <= 0
        ? WITHOUT_A_RATE
        : Duration.ofMillis((long) Math.ceil(missing * 1000 / restoreRate));
  }

  /** The bucket after a call was sent. */
  Bucket less(double cost, Instant now) {
    return new Bucket(maximum, availableAt(now) - cost, restoreRate, now);
  }
}
