// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.log.Id;
import io.inventorybridge.log.Journal;
import io.inventorybridge.metrics.LoggedFigures;
import io.inventorybridge.notices.Figures;
import io.inventorybridge.notices.TellingDelivery;
import io.inventorybridge.wiring.Wiring;
import java.util.Map;

/**
 * Sends a notice about a report written under {@code reports/}: EventBridge's "Object Created" in,
 * {@code {"status":"TOLD|QUIET"}} out.
 */
public final class TellDeliveryHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final Journal LOG = Journal.of(TellDeliveryHandler.class);

  private final Wiring wiring;
  private final Figures figures;

  public TellDeliveryHandler() {
    this(Wiring.ofThisFunction(), new LoggedFigures());
  }

  public TellDeliveryHandler(Wiring wiring) {
    this(wiring, Figures.NONE);
  }

  TellDeliveryHandler(Wiring wiring, Figures figures) {
    this.wiring = wiring;
    this.figures = figures;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          String key = TaskInput.storedKey(event, call);
          BucketKeys.reportedAgain(key)
              .or(() -> BucketKeys.reported(key))
              .ifPresent(delivery -> call.and(Id.DELIVERY, delivery.value()));
          String status =
              switch (wiring.tellingDelivery(figures).look(key)) {
                case TellingDelivery.Told told -> "TOLD";
                case TellingDelivery.Quiet quiet -> "QUIET";
              };
          Map<String, Object> answer = Map.of("status", status);
          call.tell("people told", answer);
          return answer;
        });
  }
}
