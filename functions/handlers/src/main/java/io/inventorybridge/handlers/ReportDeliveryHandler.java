// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.log.Id;
import io.inventorybridge.log.Journal;
import io.inventorybridge.morning.ReportingDelivery;
import io.inventorybridge.wiring.Wiring;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the morning summary for a delivery report under {@code reports/}: EventBridge's "Object
 * Created" in, {@code {"status":"REPORTED|REPORTED_BEFORE|NOT_SETTLED|IGNORED"}} out. Ignores other
 * reports.
 */
public final class ReportDeliveryHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final Journal LOG = Journal.of(ReportDeliveryHandler.class);

  private final Wiring wiring;

  public ReportDeliveryHandler() {
    this(Wiring.ofThisFunction());
  }

  public ReportDeliveryHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          Optional<DeliveryId> delivery = BucketKeys.reported(TaskInput.storedKey(event, call));
          delivery.ifPresent(it -> call.and(Id.DELIVERY, it.value()));
          Map<String, Object> answer =
              Map.of("status", delivery.map(this::report).orElse("IGNORED"));
          call.tell("morning report", answer);
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
