// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.settlement.Progress;
import io.inventorybridge.wiring.Wiring;
import java.util.Map;

/**
 * The second step: {@code {"delivery","part","attempt","next","totals"}} in, {@code
 * {"done","next","totals"}} out.
 */
public final class ImportVarianceHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final Wiring wiring;

  public ImportVarianceHandler() {
    this(Wiring.ofThisFunction());
  }

  public ImportVarianceHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    TaskInput input = new TaskInput(event);
    Progress<VarianceTotals> progress =
        wiring
            .importingVariance()
            .run(
                input.delivery(),
                input.part(),
                input.number("next"),
                Totals.variances(input.object("totals")),
                TaskInput.timeLeft(context));
    return Map.of(
        "done", progress.isDone(),
        "next", progress.next(),
        "totals", Totals.of(progress.totals()));
  }
}
