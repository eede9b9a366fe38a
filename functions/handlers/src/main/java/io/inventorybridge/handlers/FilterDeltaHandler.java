// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.delivery.receiving.FilteringDelta;
import io.inventorybridge.delivery.receiving.Received;
import io.inventorybridge.json.DeliveryOutcomes;
import io.inventorybridge.wiring.Wiring;
import java.util.List;
import java.util.Map;

/** Delta files dropped under {@code incoming/}: filtered, and cut into reset parts or held. */
public final class FilterDeltaHandler
    implements RequestHandler<S3Event, List<Map<String, Object>>> {
  private final Wiring wiring;

  public FilterDeltaHandler() {
    this(Wiring.ofThisFunction());
  }

  public FilterDeltaHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Returns for each file what became of it, as {@link DeliveryOutcomes#of(Received)} says. */
  @Override
  public List<Map<String, Object>> handleRequest(S3Event event, Context context) {
    List<String> keys = Drops.keys(event);
    if (keys.isEmpty()) {
      return List.of();
    }
    FilteringDelta filtering = wiring.filteringDelta();
    return keys.stream()
        .map(key -> DeliveryOutcomes.of(filtering.run(key, context.getAwsRequestId())))
        .toList();
  }
}
