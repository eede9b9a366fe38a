// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.log.Journal;
import io.inventorybridge.settlement.SettlingPart;
import io.inventorybridge.wiring.Wiring;
import java.util.Map;

/**
 * Settles a part: {@code {"delivery","part","attempt","reset","variance"}} in, {@code
 * {"status":"SETTLED|WAITING|SWEEP"}} out.
 */
public final class SettlePartHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final Journal LOG = Journal.of(SettlePartHandler.class);

  private final Wiring wiring;

  public SettlePartHandler() {
    this(Wiring.ofThisFunction());
  }

  public SettlePartHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          TaskInput input = TaskInput.of(event, call);
          SettlingPart.Outcome outcome =
              wiring
                  .settlingPart()
                  .settle(
                      input.delivery(),
                      input.part(),
                      input.text("attempt"),
                      Totals.resets(input.object("reset")),
                      Totals.variances(input.object("variance")));
          Map<String, Object> answer = Map.of("status", outcome.name());
          call.tell("part settled", answer);
          return answer;
        });
  }
}
