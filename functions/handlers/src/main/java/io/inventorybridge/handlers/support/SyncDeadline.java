// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers.support;

import com.amazonaws.services.lambda.runtime.Context;
import io.inventorybridge.wiring.FunctionWiring;
import java.time.Duration;
import java.time.Instant;

/** The time at which a sync must stop: early enough to finish a call in progress and its pairs. */
public final class SyncDeadline {
  private static final Duration RESERVE = Duration.ofMinutes(3);

  private SyncDeadline() {}

  public static Instant end(FunctionWiring wiring, Context context) {
    return wiring.clock().instant().plusMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
  }
}
