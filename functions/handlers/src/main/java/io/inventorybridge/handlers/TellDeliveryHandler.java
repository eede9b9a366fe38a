// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.log.LogId;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.masterdata.editions.StagedReports;
import io.inventorybridge.metrics.EmbeddedMetrics;
import io.inventorybridge.reporting.notifications.MetricSink;
import io.inventorybridge.reporting.notifications.TellingDelivery;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.Map;

/**
 * Sends a notice about a report written under {@code reports/}: EventBridge's "Object Created" in,
 * {@code {"status":"TOLD|QUIET"}} out.
 */
public final class TellDeliveryHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(TellDeliveryHandler.class);

  private final FunctionWiring wiring;
  private final MetricSink metricSink;

  public TellDeliveryHandler() {
    this(FunctionWiring.ofThisFunction(), new EmbeddedMetrics());
  }

  public TellDeliveryHandler(FunctionWiring wiring) {
    this(wiring, MetricSink.NONE);
  }

  TellDeliveryHandler(FunctionWiring wiring, MetricSink metricSink) {
    this.wiring = wiring;
    this.metricSink = metricSink;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          String key = StateInput.storedKey(event, call);
          BucketLayout.deliveryOfDuplicateReport(key)
              .or(() -> BucketLayout.deliveryOfReport(key))
              .ifPresent(delivery -> call.addId(LogId.DELIVERY, delivery.value()));
          TellingDelivery.NotificationOutcome outcome =
              StagedReports.isStagedReport(key)
                  ? wiring.tellingInputs(metricSink).run(key)
                  : wiring.tellingDelivery(metricSink).run(key);
          String status =
              switch (outcome) {
                case TellingDelivery.NoticeSent told -> "TOLD";
                case TellingDelivery.NoNotice quiet -> "QUIET";
              };
          Map<String, Object> answer = Map.of("status", status);
          call.info("people told", answer);
          return answer;
        });
  }
}
