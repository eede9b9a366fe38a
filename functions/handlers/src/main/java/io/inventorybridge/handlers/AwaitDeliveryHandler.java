// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.log.FunctionInvocation;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.shopsync.full.AwaitingDelivery;
import io.inventorybridge.wiring.FunctionWiring;
import java.time.Instant;
import java.util.Map;

/**
 * Decides whether a full sync may begin: {@code {"run","began"}} in, {@code
 * {"status":"READY|WAIT|GO_ON|STOP","missing":[]}} out. Continuing without a delivery is logged as
 * an event that an alarm matches.
 */
public final class AwaitDeliveryHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(AwaitDeliveryHandler.class);

  private final FunctionWiring wiring;

  public AwaitDeliveryHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public AwaitDeliveryHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(context, call -> checkDelivery(StateInput.of(event, call), call));
  }

  private Map<String, Object> checkDelivery(StateInput input, FunctionInvocation call) {
    AwaitingDelivery.Answer answer =
        wiring
            .awaitingDelivery()
            .check(Instant.parse(input.text("began")), wiring.clock().instant());
    String status = status(answer);
    Map<String, Object> details =
        answer.missing().isEmpty()
            ? Map.of("status", status)
            : Map.of("status", status, "why", String.join("; ", answer.missing()));
    switch (answer) {
      case AwaitingDelivery.Ready ready -> call.info("delivery settled", details);
      case AwaitingDelivery.Wait wait -> call.info("delivery awaited", details);
      case AwaitingDelivery.Proceed on -> call.warn("FullSyncWithoutDelivery", details);
      case AwaitingDelivery.Stop stop -> call.warn("full sync stopped", details);
    }
    return Map.of("status", status, "missing", answer.missing());
  }

  private static String status(AwaitingDelivery.Answer answer) {
    return switch (answer) {
      case AwaitingDelivery.Ready ready -> "READY";
      case AwaitingDelivery.Wait wait -> "WAIT";
      case AwaitingDelivery.Proceed on -> "GO_ON";
      case AwaitingDelivery.Stop stop -> "STOP";
    };
  }
}
