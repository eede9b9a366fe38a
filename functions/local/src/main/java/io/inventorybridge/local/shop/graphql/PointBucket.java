// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.graphql;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The points of one client: a leaky bucket. Not thread-safe. */
public final class PointBucket {
  private static final double NANOS = 1e9;

  private final int size;
  private final int rate;
  private double available;
  private Instant at;

  public PointBucket(int size, int rate, Instant now) {
    this.size = size;
    this.rate = rate;
    this.available = size;
    this.at = now;
  }

  /** True if the bucket holds this many points; only {@link #take} takes them. */
  public boolean holds(long points, Instant now) {
    refill(now);
    return available >= points;
  }

  public void take(long points) {
    available -= points;
  }

  private void refill(Instant now) {
    double seconds = Math.max(0, Duration.between(at, now).toNanos() / NANOS);
    available = Math.min(size, available + rate * seconds);
    at = now;
  }

  /** The status as in replies. */
  public Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("maximumAvailable", size);
    status.put("currentlyAvailable", (long) Math.floor(available));
    status.put("restoreRate", rate);
    return status;
  }
}
