// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.log.Journal;
import io.inventorybridge.metrics.LoggedFigures;
import io.inventorybridge.notices.Figures;
import io.inventorybridge.settlement.Progress;
import io.inventorybridge.wiring.Wiring;
import java.util.Map;

/**
 * Step 2 of applying a part: {@code {"delivery","part","attempt","next","totals"}} in, {@code
 * {"done","next","totals"}} out.
 */
public final class ImportVarianceHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final Journal LOG = Journal.of(ImportVarianceHandler.class);

  private final Wiring wiring;
  private final Figures figures;

  public ImportVarianceHandler() {
    this(Wiring.ofThisFunction(), new LoggedFigures());
  }

  public ImportVarianceHandler(Wiring wiring) {
    this(wiring, Figures.NONE);
  }

  ImportVarianceHandler(Wiring wiring, Figures figures) {
    this.wiring = wiring;
    this.figures = figures;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          TaskInput input = TaskInput.of(event, call);
          long from = input.number("next");
          Progress<VarianceTotals> progress =
              wiring
                  .importFigures(figures)
                  .of(
                      from,
                      () ->
                          wiring
                              .importingVariance()
                              .run(
                                  input.delivery(),
                                  input.part(),
                                  from,
                                  Totals.variances(input.object("totals")),
                                  TaskInput.timeLeft(context)));
          Map<String, Object> answer =
              Map.of(
                  "done", progress.isDone(),
                  "next", progress.next(),
                  "totals", Totals.of(progress.totals()));
          call.tell("variance imported", answer);
          return answer;
        });
  }
}
