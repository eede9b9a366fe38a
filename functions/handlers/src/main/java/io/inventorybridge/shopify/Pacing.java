// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the calls of this process within the shop's points: what a call will cost is known from the
 * last one like it, what the bucket holds from the last reply, less the calls still under way.
 * Thread-safe.
 */
final class Pacing {
  private final Map<Kind, Double> costs = new HashMap<>();
  private Optional<Bucket> bucket = Optional.empty();
  private double underWay;

  /**
   * Calls that cost the same.
   *
   * @param entries how many things it asks for
   * @param guess points, until a reply has said
   */
  record Kind(Operation operation, int entries, int guess) {}

  /** Points set aside for a call, to be given back by {@link #ended}. */
  record Reserved(Kind kind, double points, Duration delay) {}

  /** Sets the points aside; the caller waits as long as it is told, then sends. */
  synchronized Reserved reserve(Kind kind, Instant now) {
    double points = costs.getOrDefault(kind, (double) kind.guess());
    Duration wait = bucket.map(it -> it.waitFor(points, now)).orElse(Duration.ZERO);
    bucket = bucket.map(it -> it.less(points, now));
    underWay += points;
    return new Reserved(kind, points, wait);
  }

  /** No reply came, or none with a cost: what it took of the bucket, the next reply will tell. */
  synchronized void ended(Reserved reserved) {
    underWay -= reserved.points();
  }

  /**
   * A reply told its cost.
   *
   * @param requested points that the shop asks for before such a call
   * @param reported the bucket after the call
   */
  synchronized void ended(Reserved reserved, double requested, Bucket reported) {
    ended(reserved);
    costs.put(reserved.kind(), requested);
    bucket = Optional.of(reported.less(underWay, reported.at()));
  }

  /** How long after a refusal for want of points the same call may be sent again. */
  synchronized Duration afterThrottling(Kind kind, Instant now) {
    double points = costs.getOrDefault(kind, (double) kind.guess());
    Duration wait = bucket.map(it -> it.waitFor(points, now)).orElse(Duration.ZERO);
    return wait.isZero() ? Duration.ofSeconds(1) : wait;
  }
}
