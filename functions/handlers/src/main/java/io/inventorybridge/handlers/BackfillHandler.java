// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.backfill.BackfillingDelivery.BackfillOutcome;
import io.inventorybridge.backfill.ReferenceDataHistory.Versions;
import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.handlers.support.S3EventKeys;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.log.FunctionInvocation;
import io.inventorybridge.log.LogId;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.orders.RecordingOrders;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs after a new index of catalog or facilities: determines the backfills and requests them, one
 * request per delivery. It then applies the POS movements and open order units that waited for the
 * index. For a request under {@code backfill/} it backfills that delivery.
 */
public final class BackfillHandler implements RequestHandler<S3Event, List<Map<String, Object>>> {
  private static final StructuredLog LOG = StructuredLog.of(BackfillHandler.class);

  private final FunctionWiring wiring;

  public BackfillHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public BackfillHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  /** Returns for each file the number of requested backfills, or the published parts. */
  @Override
  public List<Map<String, Object>> handleRequest(S3Event event, Context context) {
    return LOG.during(
        context,
        call ->
            S3EventKeys.processEach(
                S3EventKeys.keys(event), call, key -> process(key, context, call)));
  }

  private Map<String, Object> process(String key, Context context, FunctionInvocation call) {
    if (key.equals(BucketLayout.FOLLOW_FACILITIES)) {
      applyFacilityChanges(context, call);
      call.info("facilities followed", Map.of());
      return Map.of("key", key);
    }
    return key.startsWith(BucketLayout.BACKFILL)
        ? backfill(key, context.getAwsRequestId(), call)
        : plan(key, context, call);
  }

  private Map<String, Object> plan(String key, Context context, FunctionInvocation call) {
    int asked = wiring.planningBackfill().run().map(plan -> plan.deliveries().size()).orElse(0);
    wiring.applyWaitingMovements();
    applyFacilityChanges(context, call);
    call.info("backfill planned", Map.of("deliveries", asked));
    return Map.of("key", key, "deliveries", asked);
  }

  private void applyFacilityChanges(Context context, FunctionInvocation call) {
    List<RecordingOrders.Unrecordable> failed =
        wiring.applyingFacilityChanges().run(StateInput.timeLeft(context));
    if (!failed.isEmpty()) {
      failed.forEach(
          order ->
              call.warn(
                  "order not projected",
                  Map.of("order", order.orderId(), "why", order.sentence())));
      S3EventKeys.storeReport(
          Optional.of(
              wiring
                  .importingOrders()
                  .reportUnprojected("change of facilities", wiring.clock().instant(), failed)),
          wiring.files(),
          call);
    }
  }

  private Map<String, Object> backfill(String key, String run, FunctionInvocation call) {
    String[] request = key.substring(BucketLayout.BACKFILL.length()).split("/", 2);
    call.addId(LogId.DELIVERY, request[1]).addId(LogId.RUN, run);
    BackfillOutcome filled =
        wiring
            .backfillingDelivery()
            .run(Versions.parse(request[0]), new DeliveryId(request[1]), run);
    Map<String, Object> answer =
        switch (filled) {
          case BackfillOutcome.PartsSent way ->
              Map.of("key", key, "backfill", way.backfill().value(), "parts", way.parts());
          case BackfillOutcome.NothingToDo nothing -> Map.of("key", key, "why", nothing.why());
        };
    call.info("backfill", answer);
    return answer;
  }
}
