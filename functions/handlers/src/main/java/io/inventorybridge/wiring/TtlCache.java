// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Caches a value for a few seconds, for callers that read it at every step. Thread-safe. */
final class TtlCache<T> implements Supplier<T> {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private final Supplier<T> asked;
  private final Clock clock;
  private @Nullable T latest;
  private Instant until = Instant.MIN;

  TtlCache(Supplier<T> asked, Clock clock) {
    this.asked = asked;
    this.clock = clock;
  }

  @Override
  public synchronized T get() {
    T there = latest;
    Instant now = clock.instant();
    if (there == null || !now.isBefore(until)) {
      there = asked.get();
      latest = there;
      until = now.plus(REMEMBERED);
    }
    return there;
  }
}
