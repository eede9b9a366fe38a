// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import io.inventorybridge.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;

/** When a sync has to break off: early enough for a call that is under way and its pairs. */
final class SyncTime {
  private static final Duration RESERVE = Duration.ofMinutes(3);

  private SyncTime() {}

  static Instant end(Wiring wiring, Context context) {
    return wiring.clock().instant().plusMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
  }
}
