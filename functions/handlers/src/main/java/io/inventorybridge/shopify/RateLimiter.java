// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps this process within the shop's points. The cost of a call is known from the last one of its
 * kind. The level of the bucket is known from the last reply, minus the calls in progress.
 * Thread-safe.
 */
final class RateLimiter {
  private final Map<CallKind, Double> costs = new HashMap<>();
  private Optional<ThrottleStatus> bucket = Optional.empty();
  private double underWay;

  /**
   * Calls of the same cost.
   *
   * @param entries number of entries requested
   * @param guess points until a reply reports the cost
   */
  record CallKind(GraphQlOperation operation, int entries, int guess) {}

  /** Points reserved for a call, released by {@link #release}. */
  record Reservation(CallKind kind, double points, Duration delay) {}

  /** Reserves the points. The caller waits for the given delay, then sends. */
  synchronized Reservation reserve(CallKind kind, Instant now) {
    double points = costs.getOrDefault(kind, (double) kind.guess());
    Duration wait = bucket.map(it -> it.waitFor(points, now)).orElse(Duration.ZERO);
    bucket = bucket.map(it -> it.minus(points, now));
    underWay += points;
    return new Reservation(kind, points, wait);
  }

  /**
   * Releases points after a call without a reply, or without a reported cost. The next reply
   * reports the bucket.
   */
  synchronized void release(Reservation reserved) {
    underWay -= reserved.points();
  }

  /**
   * Releases points after a reply with a reported cost.
   *
   * @param requested points that the shop requires before such a call
   * @param reported the bucket after the call
   */
  synchronized void release(Reservation reserved, double requested, ThrottleStatus reported) {
    release(reserved);
    costs.put(reserved.kind(), requested);
    bucket = Optional.of(reported.minus(underWay, reported.at()));
  }

  /** The delay until the same call may be sent again after a refusal for lack of points. */
  synchronized Duration delayAfterThrottling(CallKind kind, Instant now) {
    double points = costs.getOrDefault(kind, (double) kind.guess());
    Duration wait = bucket.map(it -> it.waitFor(points, now)).orElse(Duration.ZERO);
    return wait.isZero() ? Duration.ofSeconds(1) : wait;
  }
}
