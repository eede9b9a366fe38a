// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How the client waits. */
@FunctionalInterface
public interface Pause {
  /** Sleeps, and up to a quarter longer, so that clients that wait for the same part. */
  Pause SLEEPING =
      time -> {
        long millis = time.toMillis();
        Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1));
      };

  /** Waits at least so long. */
  void pause(Duration time) throws InterruptedException;
}
