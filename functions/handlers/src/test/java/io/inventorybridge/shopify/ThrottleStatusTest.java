// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThrottleStatusTest {
  private static final Instant NOW = Instant.parse("2026-11-25T05:00:00Z");

  @Test
  void theWaitIsWhatIsMissingAtTheRateItComesBack() {
    ThrottleStatus bucket = new ThrottleStatus(2000, 4, 100, NOW);
    assertThat(bucket.waitFor(13, NOW)).isEqualTo(Duration.ofMillis(90));
    assertThat(bucket.waitFor(4, NOW)).isEqualTo(Duration.ZERO);
    assertThat(bucket.waitFor(13, NOW.plusSeconds(1))).isEqualTo(Duration.ZERO);
  }

  @Test
  void itNeverHoldsMoreThanItCan() {
    ThrottleStatus bucket = new ThrottleStatus(2000, 1990, 100, NOW);
    assertThat(bucket.availableAt(NOW.plusSeconds(60))).isEqualTo(2000);
  }

  @Test
  void withoutARateASecondIsWaited() {
    assertThat(new ThrottleStatus(2000, 0, 0, NOW).waitFor(13, NOW))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aCallAboveTheMaximumWaitsForAFullBucketOnly() {
    assertThat(new ThrottleStatus(1000, 0, 100, NOW).waitFor(5000, NOW))
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aCallThatWaitsAsToldFindsItsPoints() {
    Random random = new Random(11);
    for (int world = 0; world < 200; world++) {
      RateLimiter rateLimiter = new RateLimiter();
      Instant now = NOW;
      double there = 2000;
      for (int call = 0; call < 200; call++) {
        int cost = 1 + random.nextInt(900);
        RateLimiter.CallKind kind =
            new RateLimiter.CallKind(GraphQlOperation.LEVELS_AT_LOCATION, cost, cost);
        RateLimiter.Reservation reserved = rateLimiter.reserve(kind, now);
        now = now.plus(reserved.delay());
        there = Math.min(2000, there + 100 * reserved.delay().toMillis() / 1000.0);
        assertThat(there).isGreaterThanOrEqualTo(cost - 1e-6);
        double actual = random.nextInt(cost + 1);
        there -= actual;
        rateLimiter.release(reserved, cost, new ThrottleStatus(2000, there, 100, now));
      }
    }
  }
}
