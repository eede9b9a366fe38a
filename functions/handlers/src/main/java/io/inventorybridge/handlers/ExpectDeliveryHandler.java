// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.metrics.EmbeddedMetrics;
import io.inventorybridge.reporting.notifications.MetricSink;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.List;
import java.util.Map;

/**
 * Checks at the due hour that tonight's deliveries are settled. Any input; {@code {"missing":[]}}
 * out, with one sentence per source.
 */
public final class ExpectDeliveryHandler
    implements RequestHandler<Map<String, Object>, Map<String, List<String>>> {
  private static final StructuredLog LOG = StructuredLog.of(ExpectDeliveryHandler.class);

  private final FunctionWiring wiring;
  private final MetricSink metricSink;

  public ExpectDeliveryHandler() {
    this(FunctionWiring.ofThisFunction(), new EmbeddedMetrics());
  }

  public ExpectDeliveryHandler(FunctionWiring wiring) {
    this(wiring, MetricSink.NONE);
  }

  ExpectDeliveryHandler(FunctionWiring wiring, MetricSink metricSink) {
    this.wiring = wiring;
    this.metricSink = metricSink;
  }

  @Override
  public Map<String, List<String>> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          List<String> missing =
              wiring.expectingDeliveries(metricSink).check(wiring.clock().instant());
          if (missing.isEmpty()) {
            call.info("nothing missing", Map.of());
          } else {
            call.warn("deliveries missing", Map.of("why", String.join("; ", missing)));
          }
          return Map.of("missing", missing);
        });
  }
}
