// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.handlers.support.RecentSyncAnswer;
import io.inventorybridge.handlers.support.SyncDeadline;
import io.inventorybridge.log.LogId;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.shopsync.publishing.RunningRecentSync;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes changes to the shop every 15 minutes. With {@code {"accept":"<item>@<location>"}} it
 * first takes an operator's word that the shop shows the right number of this pair; it ignores any
 * other input. Returns {@code {"status":"DONE|BROKEN_OFF|HELD|NOT_LIVE|REFUSED","why",...}}, after
 * a run also its figures, with {@code "byReason":{}} and the first hundred {@code
 * "discrepancies":[]} in the format of the full sync. An aborted run is continued by the next one.
 * {@code toBeRead} is the number of pairs to be read when the run reached them, {@code waiting} the
 * number of pairs that need a second reading. {@code HELD} leaves the work to the run that holds
 * the shop. A run that was aborted logs an event that an alarm counts.
 */
public final class RecentSyncHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  /** The event that an alarm counts. */
  private static final String BEHIND = "RecentSyncBehind";

  private static final StructuredLog LOG = StructuredLog.of(RecentSyncHandler.class);

  private final FunctionWiring wiring;

  public RecentSyncHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public RecentSyncHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          call.addId(LogId.RUN, context.getAwsRequestId());
          Optional<String> refusal = accept(event);
          Map<String, Object> answer =
              refusal.isPresent()
                  ? Map.of("status", "REFUSED", "refused", refusal.get())
                  : sync(context);
          if (RecentSyncAnswer.BROKEN_OFF.equals(answer.get("status"))) {
            call.warn(BEHIND, RecentSyncAnswer.withoutRows(answer));
          } else {
            call.info("recent sync", RecentSyncAnswer.withoutRows(answer));
          }
          return answer;
        });
  }

  private Optional<String> accept(@Nullable Map<String, Object> event) {
    Object pair = event == null ? null : event.get("accept");
    if (pair == null) {
      return Optional.empty();
    }
    String[] parts = pair.toString().strip().split("@", -1);
    try {
      return parts.length == 2
          ? wiring
              .acceptingPair()
              .accept(
                  new ItemAtLocation(new InventoryItemId(parts[0]), new ShopLocationId(parts[1])))
          : notAPair(pair);
    } catch (IllegalArgumentException e) {
      return notAPair(pair);
    }
  }

  private static Optional<String> notAPair(Object pair) {
    return Optional.of(
        "'%s' is not a pair; name the shop's numbers as item@location".formatted(pair));
  }

  private Map<String, Object> sync(Context context) {
    OnlineShop.ApiCost before = wiring.ports().shop().apiCost();
    RunningRecentSync.RecentSyncOutcome outcome =
        wiring
            .runningRecentSync()
            .sync("recent " + context.getAwsRequestId(), SyncDeadline.end(wiring, context));
    return RecentSyncAnswer.of(outcome, wiring.ports().shop().apiCost().less(before));
  }
}
