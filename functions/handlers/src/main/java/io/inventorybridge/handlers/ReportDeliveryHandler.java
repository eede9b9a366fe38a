// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.log.LogId;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.reporting.morning.ReportingDelivery;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the morning summary for a delivery report under {@code reports/}: EventBridge's "Object
 * Created" in, {@code {"status":"REPORTED|REPORTED_BEFORE|NOT_SETTLED|IGNORED"}} out. Ignores other
 * reports.
 */
public final class ReportDeliveryHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(ReportDeliveryHandler.class);

  private final FunctionWiring wiring;

  public ReportDeliveryHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public ReportDeliveryHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          Optional<DeliveryId> delivery =
              BucketLayout.deliveryOfReport(StateInput.storedKey(event, call));
          delivery.ifPresent(it -> call.addId(LogId.DELIVERY, it.value()));
          Map<String, Object> answer =
              Map.of("status", delivery.map(this::report).orElse("IGNORED"));
          call.info("morning report", answer);
          return answer;
        });
  }

  private String report(DeliveryId delivery) {
    return switch (wiring.reportingDelivery().report(delivery)) {
      case ReportingDelivery.Reported reported -> "REPORTED";
      case ReportingDelivery.ReportedBefore before -> "REPORTED_BEFORE";
      case ReportingDelivery.NotSettled not -> "NOT_SETTLED";
    };
  }
}
