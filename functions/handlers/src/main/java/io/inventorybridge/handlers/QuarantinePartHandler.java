// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.PartRecord.Failure;
import io.inventorybridge.handlers.support.LambdaFailure;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.Map;

/**
 * Quarantines a failed part: {@code {"delivery","part","attempt","step","error","cause"}} in,
 * {@code {"status":"QUARANTINED"}} out.
 */
public final class QuarantinePartHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(QuarantinePartHandler.class);

  private final FunctionWiring wiring;

  public QuarantinePartHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public QuarantinePartHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          StateInput input = StateInput.of(event, call);
          Failure failure =
              new Failure(
                  input.text("step"),
                  input.text("error", "unknown"),
                  LambdaFailure.sentence(input.text("cause", "")));
          wiring
              .settlingPart()
              .quarantine(input.delivery(), input.part(), input.text("attempt"), failure);
          call.warn(
              "quarantined",
              Map.of("step", failure.step(), "failure", failure.error(), "why", failure.cause()));
          return Map.of("status", "QUARANTINED");
        });
  }
}
