// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.delivery.settlement.ImportProgress;
import io.inventorybridge.handlers.support.ImportTotals;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.metrics.EmbeddedMetrics;
import io.inventorybridge.reporting.notifications.MetricSink;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.Map;

/**
 * Step 2 of applying a part: {@code {"delivery","part","attempt","next","totals"}} in, {@code
 * {"done","next","totals"}} out.
 */
public final class ImportVarianceHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(ImportVarianceHandler.class);

  private final FunctionWiring wiring;
  private final MetricSink metricSink;

  public ImportVarianceHandler() {
    this(FunctionWiring.ofThisFunction(), new EmbeddedMetrics());
  }

  public ImportVarianceHandler(FunctionWiring wiring) {
    this(wiring, MetricSink.NONE);
  }

  ImportVarianceHandler(FunctionWiring wiring, MetricSink metricSink) {
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
          ImportProgress<VarianceTotals> progress =
              wiring
                  .importMetrics(metricSink)
                  .of(
                      from,
                      () ->
                          wiring
                              .importingVariance()
                              .run(
                                  input.delivery(),
                                  input.part(),
                                  from,
                                  ImportTotals.variances(input.object("totals")),
                                  StateInput.timeLeft(context)));
          Map<String, Object> answer =
              Map.of(
                  "done", progress.isDone(),
                  "next", progress.next(),
                  "totals", ImportTotals.of(progress.totals()));
          call.info("variance imported", answer);
          return answer;
        });
  }
}
