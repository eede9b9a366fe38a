// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The waiting of the client. */
@FunctionalInterface
public interface RetryPause {
  /** Sleeps up to a quarter longer than asked, so that waiting clients spread out. */
  RetryPause SLEEPING =
      time -> {
        long millis = time.toMillis();
        Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1));
      };

  /** Waits at least this long. */
  void pause(Duration time) throws InterruptedException;
}
