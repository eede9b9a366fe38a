// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.morning.ReportingDelivery;
import io.inventorybridge.wiring.Wiring;
import java.util.Map;
import java.util.Optional;

/**
 * A report written under {@code reports/}: EventBridge's "Object Created" in, {@code
 * {"status":"REPORTED|REPORTED_BEFORE|NOT_SETTLED|IGNORED"}} out. Other reports than those of
 * deliveries are ignored.
 */
public final class ReportDeliveryHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final Wiring wiring;

  public ReportDeliveryHandler() {
    this(Wiring.ofThisFunction());
  }

  public ReportDeliveryHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    String key = new TaskInput(event).object("detail").object("object").text("key");
    Optional<DeliveryId> delivery = BucketKeys.reported(key);
    if (delivery.isEmpty()) {
      return Map.of("status", "IGNORED");
    }
    String status =
        switch (wiring.reportingDelivery().report(delivery.get())) {
          case ReportingDelivery.Reported reported -> "REPORTED";
          case ReportingDelivery.ReportedBefore before -> "REPORTED_BEFORE";
          case ReportingDelivery.NotSettled not -> "NOT_SETTLED";
        };
    return Map.of("status", status);
  }
}
