// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.sync.full.AwaitingDelivery;
import io.inventorybridge.wiring.Wiring;
import java.time.Instant;
import java.util.Map;

/**
 * Whether a full sync may begin: {@code {"began"}} in, {@code
 * {"status":"READY|WAIT|GO_ON|STOP","missing":[]}} out. Going on without a delivery is said in the
 * log, in words that an alarm looks for.
 */
public final class AwaitDeliveryHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final String ALARM = "FullSyncWithoutDelivery";

  private final Wiring wiring;

  public AwaitDeliveryHandler() {
    this(Wiring.ofThisFunction());
  }

  public AwaitDeliveryHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    Instant began = Instant.parse(new TaskInput(event).text("began"));
    AwaitingDelivery.Answer answer =
        wiring.awaitingDelivery().look(began, wiring.clock().instant());
    if (answer instanceof AwaitingDelivery.GoOn on) {
      context.getLogger().log("%s: %s".formatted(ALARM, String.join("; ", on.missing())));
    }
    return Map.of("status", status(answer), "missing", answer.missing());
  }

  private static String status(AwaitingDelivery.Answer answer) {
    return switch (answer) {
      case AwaitingDelivery.Ready ready -> "READY";
      case AwaitingDelivery.Wait wait -> "WAIT";
      case AwaitingDelivery.GoOn on -> "GO_ON";
      case AwaitingDelivery.Stop stop -> "STOP";
    };
  }
}
