// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.log.Journal;
import io.inventorybridge.metrics.LoggedFigures;
import io.inventorybridge.notices.Figures;
import io.inventorybridge.wiring.Wiring;
import java.util.List;
import java.util.Map;

/**
 * Checks at the due hour that tonight's deliveries are settled. Any input; {@code {"missing":[]}}
 * out, with one sentence per source.
 */
public final class ExpectDeliveryHandler
    implements RequestHandler<Map<String, Object>, Map<String, List<String>>> {
  private static final Journal LOG = Journal.of(ExpectDeliveryHandler.class);

  private final Wiring wiring;
  private final Figures figures;

  public ExpectDeliveryHandler() {
    this(Wiring.ofThisFunction(), new LoggedFigures());
  }

  public ExpectDeliveryHandler(Wiring wiring) {
    this(wiring, Figures.NONE);
  }

  ExpectDeliveryHandler(Wiring wiring, Figures figures) {
    this.wiring = wiring;
    this.figures = figures;
  }

  @Override
  public Map<String, List<String>> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          List<String> missing = wiring.expectingDeliveries(figures).look(wiring.clock().instant());
          if (missing.isEmpty()) {
            call.tell("nothing missing", Map.of());
          } else {
            call.warn("deliveries missing", Map.of("why", String.join("; ", missing)));
          }
          return Map.of("missing", missing);
        });
  }
}
