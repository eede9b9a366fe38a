// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.intake.DecidingDelivery;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.json.delivery.DeliveryOutcomeJson;
import io.inventorybridge.json.delivery.OperatorDecision;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Executes an operator's decision: {@code
 * {"decision":"RETRY|RELEASE|REFUSE","delivery","snapshotTime"}}.
 */
public final class DecideDeliveryHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(DecideDeliveryHandler.class);

  private final FunctionWiring wiring;

  public DecideDeliveryHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public DecideDeliveryHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the outcome as in {@link DeliveryOutcomeJson#of(DecidingDelivery.DecisionOutcome)}. */
  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          StateInput.of(event, call);
          OperatorDecision decision = OperatorDecision.of(event);
          Map<String, Object> answer = DeliveryOutcomeJson.of(decide(decision));
          Map<String, Object> details = new LinkedHashMap<>(answer);
          details.put("decision", decision.kind().name());
          if (details.remove("reason") instanceof String why) {
            details.put("why", why);
          }
          call.info("decided", details);
          return answer;
        });
  }

  private DecidingDelivery.DecisionOutcome decide(OperatorDecision decision) {
    DecidingDelivery deciding = wiring.decidingDelivery();
    return switch (decision.kind()) {
      case RETRY -> deciding.retry(decision.delivery());
      case RELEASE -> deciding.release(decision.delivery(), decision.snapshotTime());
      case REFUSE -> deciding.refuse(decision.delivery());
    };
  }
}
