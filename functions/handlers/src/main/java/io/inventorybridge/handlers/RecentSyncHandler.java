// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.handlers.support.AbortMessages;
import io.inventorybridge.handlers.support.SyncDeadline;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.shopsync.FullSyncJson;
import io.inventorybridge.log.LogId;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.shopsync.publishing.RunningRecentSync;
import io.inventorybridge.shopsync.publishing.SyncReport;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Publishes changes to the shop every 15 minutes. With {@code {"accept":"<item>@<location>"}} it
 * first takes an operator's word that the shop shows the right number of this pair; it ignores any
 * other input. Returns {@code {"status":"DONE|BROKEN_OFF|HELD|NOT_LIVE|REFUSED","why",...}}, after
 * a run also its figures, with {@code "byReason":{}} and the first hundred {@code
 * "discrepancies":[]} in the format of the full sync. An aborted run is continued by the next one.
 * {@code toBeRead} is the number of pairs to be read when the run reached them, {@code waiting} the
 * number of pairs that need a second reading. A run that did not finish logs an event that an alarm
 * counts.
 */
public final class RecentSyncHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final int MOST_ROWS = 100;
  private static final String ROWS = "discrepancies";

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
          if (answer.containsKey("why")) {
            call.warn(BEHIND, withoutRows(answer));
          } else {
            call.info("recent sync", withoutRows(answer));
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
    Map<String, Object> answer = new LinkedHashMap<>();
    switch (outcome) {
      case RunningRecentSync.Held held -> {
        answer.put("status", "HELD");
        answer.put("why", "%s has the shop until %s".formatted(held.holder(), held.until()));
      }
      case RunningRecentSync.NotLive not -> {
        answer.put("status", "NOT_LIVE");
        answer.put("publish", not.publish().name());
      }
      case RunningRecentSync.Ran ran -> {
        SyncReport report = ran.report();
        answer.put("status", report.abortReason().isEmpty() ? "DONE" : "BROKEN_OFF");
        report
            .abortReason()
            .ifPresent(abortReason -> answer.put("why", AbortMessages.sentence(abortReason)));
        answer.put("marks", report.marks());
        answer.put("confirmed", report.confirmed());
        answer.put("uncertain", report.uncertain());
        answer.put("parked", report.parked());
        answer.put("toBeRead", report.toBeRead());
        answer.put("read", report.batch().read());
        answer.put("agreed", report.batch().agreed());
        answer.put("written", report.batch().written());
        answer.put("waiting", report.batch().waiting());
        answer.put("calls", report.calls());
        OnlineShop.ApiCost spent = wiring.ports().shop().apiCost().less(before);
        answer.put("requests", spent.requests());
        answer.put("points", spent.points());
        answer.putAll(discrepancies(report.batch().discrepancies()));
      }
    }
    return answer;
  }

  private static Map<String, Object> withoutRows(Map<String, Object> answer) {
    Map<String, Object> counts = new LinkedHashMap<>(answer);
    counts.remove(ROWS);
    return counts;
  }

  private static Map<String, Object> discrepancies(List<PairDiscrepancy> rows) {
    Map<String, Long> byReason = new TreeMap<>();
    rows.forEach(row -> byReason.merge(row.reason().name(), 1L, Long::sum));
    return Map.of(
        "byReason",
        byReason,
        ROWS,
        rows.stream()
            .limit(MOST_ROWS)
            .map(row -> JsonCodec.MAPPER.convertValue(FullSyncJson.row(row), Object.class))
            .toList());
  }
}
