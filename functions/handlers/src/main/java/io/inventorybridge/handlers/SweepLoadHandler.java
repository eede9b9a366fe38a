// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.settlement.ImportProgress;
import io.inventorybridge.delivery.settlement.SweepingLoad.Swept;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.Map;

/**
 * Runs the sweep of an initial load: {@code {"delivery","attempt","cursor","keys"}} in, {@code
 * {"done","cursor","keys"}} out.
 */
public final class SweepLoadHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(SweepLoadHandler.class);

  private final FunctionWiring wiring;

  public SweepLoadHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public SweepLoadHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          StateInput input = StateInput.of(event, call);
          Swept swept =
              wiring
                  .sweepingLoad()
                  .run(
                      input.delivery(),
                      input.text("cursor", ""),
                      input.number("keys"),
                      StateInput.timeLeft(context));
          Map<String, Object> answer =
              Map.of(
                  "done", swept.state() == ImportProgress.State.DONE,
                  "cursor", swept.cursor(),
                  "keys", swept.keys());
          call.info("load swept", answer);
          return answer;
        });
  }
}
