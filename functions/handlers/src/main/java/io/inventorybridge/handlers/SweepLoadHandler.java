// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.log.Journal;
import io.inventorybridge.settlement.Progress;
import io.inventorybridge.settlement.SweepingLoad.Swept;
import io.inventorybridge.wiring.Wiring;
import java.util.Map;

/**
 * Runs the sweep of an initial load: {@code {"delivery","attempt","cursor","keys"}} in, {@code
 * {"done","cursor","keys"}} out.
 */
public final class SweepLoadHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final Journal LOG = Journal.of(SweepLoadHandler.class);

  private final Wiring wiring;

  public SweepLoadHandler() {
    this(Wiring.ofThisFunction());
  }

  public SweepLoadHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          TaskInput input = TaskInput.of(event, call);
          Swept swept =
              wiring
                  .sweepingLoad()
                  .run(
                      input.delivery(),
                      input.text("cursor", ""),
                      input.number("keys"),
                      TaskInput.timeLeft(context));
          Map<String, Object> answer =
              Map.of(
                  "done", swept.state() == Progress.State.DONE,
                  "cursor", swept.cursor(),
                  "keys", swept.keys());
          call.tell("load swept", answer);
          return answer;
        });
  }
}
