// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.json.FullSyncJson;
import io.inventorybridge.json.Json;
import io.inventorybridge.log.Id;
import io.inventorybridge.log.Journal;
import io.inventorybridge.sync.publishing.SyncReport;
import io.inventorybridge.sync.publishing.SyncingRecent;
import io.inventorybridge.sync.reconciling.Discrepancy;
import io.inventorybridge.sync.shop.Shop;
import io.inventorybridge.wiring.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Publishes changes to the shop every 15 minutes; ignores its input. Returns {@code
 * {"status":"DONE|BROKEN_OFF|HELD|NOT_LIVE","why",...}}, after a run also its figures, with {@code
 * "byReason":{}} and the first hundred {@code "discrepancies":[]} in the format of the full sync.
 * An aborted run is continued by the next one. {@code toBeRead} is the number of pairs to be read
 * when the run reached them, {@code waiting} the number of pairs that need a second reading. A run
 * that did not finish logs an event that an alarm counts.
 */
public final class RecentSyncHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final int MOST_ROWS = 100;
  private static final String ROWS = "discrepancies";

  /** The event that an alarm counts. */
  private static final String BEHIND = "RecentSyncBehind";

  private static final Journal LOG = Journal.of(RecentSyncHandler.class);

  private final Wiring wiring;

  public RecentSyncHandler() {
    this(Wiring.ofThisFunction());
  }

  public RecentSyncHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          call.and(Id.RUN, context.getAwsRequestId());
          Map<String, Object> answer = sync(context);
          if (answer.containsKey("why")) {
            call.warn(BEHIND, counts(answer));
          } else {
            call.tell("recent sync", counts(answer));
          }
          return answer;
        });
  }

  private Map<String, Object> sync(Context context) {
    Shop.Spent before = wiring.ports().shop().spent();
    SyncingRecent.Outcome outcome =
        wiring
            .syncingRecent()
            .sync("recent " + context.getAwsRequestId(), SyncTime.end(wiring, context));
    Map<String, Object> answer = new LinkedHashMap<>();
    switch (outcome) {
      case SyncingRecent.Held held -> {
        answer.put("status", "HELD");
        answer.put("why", "%s has the shop until %s".formatted(held.holder(), held.until()));
      }
      case SyncingRecent.NotLive not -> {
        answer.put("status", "NOT_LIVE");
        answer.put("publish", not.publish().name());
      }
      case SyncingRecent.Ran ran -> {
        SyncReport report = ran.report();
        answer.put("status", report.halt().isEmpty() ? "DONE" : "BROKEN_OFF");
        report.halt().ifPresent(halt -> answer.put("why", Halts.sentence(halt)));
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
        Shop.Spent spent = wiring.ports().shop().spent().less(before);
        answer.put("requests", spent.requests());
        answer.put("points", spent.points());
        answer.putAll(told(report.batch().discrepancies()));
      }
    }
    return answer;
  }

  private static Map<String, Object> counts(Map<String, Object> answer) {
    Map<String, Object> counts = new LinkedHashMap<>(answer);
    counts.remove(ROWS);
    return counts;
  }

  private static Map<String, Object> told(List<Discrepancy> rows) {
    Map<String, Long> byReason = new TreeMap<>();
    rows.forEach(row -> byReason.merge(row.reason().name(), 1L, Long::sum));
    return Map.of(
        "byReason",
        byReason,
        ROWS,
        rows.stream()
            .limit(MOST_ROWS)
            .map(row -> Json.MAPPER.convertValue(FullSyncJson.row(row), Object.class))
            .toList());
  }
}
