// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.backfill.FillingDelivery.Filled;
import io.inventorybridge.backfill.Versions.Pair;
import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.wiring.Wiring;
import java.util.List;
import java.util.Map;

/**
 * A new index of catalogue or facilities: finds what has to be filled and asks for it, a request a
 * delivery; then what waited for it is taken in, movements of tills and open units of orders. A
 * request under {@code backfill/}: fills that delivery.
 */
public final class BackfillHandler implements RequestHandler<S3Event, List<Map<String, Object>>> {
  private final Wiring wiring;

  public BackfillHandler() {
    this(Wiring.ofThisFunction());
  }

  public BackfillHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Returns for each file how many deliveries were asked for, or which parts are on their way. */
  @Override
  public List<Map<String, Object>> handleRequest(S3Event event, Context context) {
    return Drops.keys(event).stream()
        .map(
            key -> {
              if (key.equals(BucketKeys.FOLLOW_FACILITIES)) {
                return followFacilities(key, context);
              }
              return key.startsWith(BucketKeys.BACKFILL)
                  ? fill(key, context.getAwsRequestId())
                  : plan(key, context);
            })
        .toList();
  }

  private Map<String, Object> plan(String key, Context context) {
    int asked = wiring.planningBackfill().run().map(plan -> plan.deliveries().size()).orElse(0);
    wiring.applyWaitingMovements();
    followFacilities(key, context);
    return Map.of("key", key, "deliveries", asked);
  }

  private Map<String, Object> followFacilities(String key, Context context) {
    wiring.followingFacilities().run(TaskInput.timeLeft(context));
    return Map.of("key", key);
  }

  private Map<String, Object> fill(String key, String run) {
    String[] request = key.substring(BucketKeys.BACKFILL.length()).split("/", 2);
    Filled filled =
        wiring.fillingDelivery().run(Pair.parse(request[0]), new DeliveryId(request[1]), run);
    return switch (filled) {
      case Filled.OnItsWay way ->
          Map.of("key", key, "backfill", way.backfill().value(), "parts", way.parts());
      case Filled.Nothing nothing -> Map.of("key", key, "why", nothing.why());
    };
  }
}
