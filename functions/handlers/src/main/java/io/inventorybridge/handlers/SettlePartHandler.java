// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.settlement.SettlingPart;
import io.inventorybridge.handlers.support.ImportTotals;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.Map;

/**
 * Settles a part: {@code {"delivery","part","attempt","reset","variance"}} in, {@code
 * {"status":"SETTLED|WAITING|SWEEP"}} out.
 */
public final class SettlePartHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(SettlePartHandler.class);

  private final FunctionWiring wiring;

  public SettlePartHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public SettlePartHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          StateInput input = StateInput.of(event, call);
          SettlingPart.SettlementOutcome outcome =
              wiring
                  .settlingPart()
                  .settle(
                      input.delivery(),
                      input.part(),
                      input.text("attempt"),
                      ImportTotals.resets(input.object("reset")),
                      ImportTotals.variances(input.object("variance")));
          Map<String, Object> answer = Map.of("status", outcome.name());
          call.info("part settled", answer);
          return answer;
        });
  }
}
