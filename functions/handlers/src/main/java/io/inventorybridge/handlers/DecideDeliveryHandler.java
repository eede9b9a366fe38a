// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.receiving.DecidingDelivery;
import io.inventorybridge.json.DeliveryOutcomes;
import io.inventorybridge.json.OperatorDecision;
import io.inventorybridge.log.Journal;
import io.inventorybridge.wiring.Wiring;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Executes an operator's decision: {@code
 * {"decision":"RETRY|RELEASE|REFUSE","delivery","snapshotTime"}}.
 */
public final class DecideDeliveryHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final Journal LOG = Journal.of(DecideDeliveryHandler.class);

  private final Wiring wiring;

  public DecideDeliveryHandler() {
    this(Wiring.ofThisFunction());
  }

  public DecideDeliveryHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the outcome as in {@link DeliveryOutcomes#of(DecidingDelivery.Outcome)}. */
  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          TaskInput.of(event, call);
          OperatorDecision decision = OperatorDecision.of(event);
          Map<String, Object> answer = DeliveryOutcomes.of(decide(decision));
          Map<String, Object> details = new LinkedHashMap<>(answer);
          details.put("decision", decision.kind().name());
          if (details.remove("reason") instanceof String why) {
            details.put("why", why);
          }
          call.tell("decided", details);
          return answer;
        });
  }

  private DecidingDelivery.Outcome decide(OperatorDecision decision) {
    DecidingDelivery deciding = wiring.decidingDelivery();
    return switch (decision.kind()) {
      case RETRY -> deciding.retry(decision.delivery());
      case RELEASE -> deciding.release(decision.delivery(), decision.snapshotTime());
      case REFUSE -> deciding.refuse(decision.delivery());
    };
  }
}
