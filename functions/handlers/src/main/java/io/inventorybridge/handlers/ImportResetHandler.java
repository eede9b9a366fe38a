// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.settlement.ImportProgress;
import io.inventorybridge.handlers.support.ImportTotals;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.metrics.EmbeddedMetrics;
import io.inventorybridge.reporting.notifications.MetricSink;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.Map;

/**
 * Step 1 of applying a part: {@code {"delivery","part","attempt","next","totals"}} in, {@code
 * {"done","next","totals"}} out.
 */
public final class ImportResetHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(ImportResetHandler.class);

  private final FunctionWiring wiring;
  private final MetricSink metricSink;

  public ImportResetHandler() {
    this(FunctionWiring.ofThisFunction(), new EmbeddedMetrics());
  }

  public ImportResetHandler(FunctionWiring wiring) {
    this(wiring, MetricSink.NONE);
  }

  ImportResetHandler(FunctionWiring wiring, MetricSink metricSink) {
    this.wiring = wiring;
    this.metricSink = metricSink;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          StateInput input = StateInput.of(event, call);
          long from = input.number("next");
          ImportProgress<ResetTotals> progress =
              wiring
                  .importMetrics(metricSink)
                  .of(
                      from,
                      () ->
                          wiring
                              .importingReset()
                              .run(
                                  input.delivery(),
                                  input.part(),
                                  from,
                                  ImportTotals.resets(input.object("totals")),
                                  StateInput.timeLeft(context)));
          Map<String, Object> answer =
              Map.of(
                  "done", progress.isDone(),
                  "next", progress.next(),
                  "totals", ImportTotals.of(progress.totals()));
          call.info("reset imported", answer);
          return answer;
        });
  }
}
