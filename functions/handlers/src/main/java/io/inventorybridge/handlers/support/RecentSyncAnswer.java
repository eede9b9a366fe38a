// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers.support;

import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.shopsync.FullSyncJson;
import io.inventorybridge.shopsync.publishing.RunningRecentSync;
import io.inventorybridge.shopsync.publishing.SyncReport;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.shopsync.shop.OnlineShop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The answer of a function that ran a recent sync. */
public final class RecentSyncAnswer {
  /** The status of an aborted run. */
  public static final String BROKEN_OFF = "BROKEN_OFF";

  private static final int MOST_ROWS = 100;
  private static final String ROWS = "discrepancies";

  private RecentSyncAnswer() {}

  /**
   * The status, the reason where there is one, and after a run its figures.
   *
   * @param spent the requests and points of the run
   */
  public static Map<String, Object> of(
      RunningRecentSync.RecentSyncOutcome outcome, OnlineShop.ApiCost spent) {
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
      case RunningRecentSync.LeftToSchedule left -> answer.put("status", "LEFT_TO_SCHEDULE");
      case RunningRecentSync.Ran ran -> {
        SyncReport report = ran.report();
        answer.put("status", report.abortReason().isEmpty() ? "DONE" : BROKEN_OFF);
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
        answer.put("requests", spent.requests());
        answer.put("points", spent.points());
        answer.putAll(discrepancies(report.batch().discrepancies()));
      }
    }
    return answer;
  }

  /** The answer for the log. */
  public static Map<String, Object> withoutRows(Map<String, Object> answer) {
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
