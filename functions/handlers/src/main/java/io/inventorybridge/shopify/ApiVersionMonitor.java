// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import io.inventorybridge.log.StructuredLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Logs replies from another API version, in a line that an alarm matches. Every reply repeats the
 * fact, so it is logged only from time to time. Thread-safe.
 */
public final class ApiVersionMonitor implements Consumer<ApiVersionMismatch> {
  private static final Duration A_WHILE = Duration.ofMinutes(10);

  private final StructuredLog log;
  private final InstantSource clock;
  private Instant next = Instant.MIN;

  public ApiVersionMonitor(StructuredLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public synchronized void accept(ApiVersionMismatch differs) {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(A_WHILE);
    log.alarm(
        "ShopVersionDiffers",
        Map.of(
            "asked", differs.asked(),
            "served", differs.served(),
            "why",
                "the shop answered by version %s of its API, not by %s"
                    .formatted(differs.served(), differs.asked())));
  }
}
