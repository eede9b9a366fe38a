// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.sync.publishing.SyncReport;
import io.inventorybridge.sync.publishing.SyncingRecent;
import io.inventorybridge.wiring.Wiring;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every quarter of an hour, whatever the input: brings changes to the shop. Gives {@code
 * {"status":"DONE|BROKEN_OFF|HELD|NOT_LIVE",...}} with its figures; what was broken off goes on in
 * the next run.
 */
public final class RecentSyncHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final Wiring wiring;

  public RecentSyncHandler() {
    this(Wiring.ofThisFunction());
  }

  public RecentSyncHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    SyncingRecent.Outcome outcome =
        wiring
            .syncingRecent()
            .sync("recent " + context.getAwsRequestId(), SyncTime.end(wiring, context));
    Map<String, Object> answer = new LinkedHashMap<>();
    switch (outcome) {
      case SyncingRecent.Held held -> {
        answer.put("status", "HELD");
        answer.put("holder", held.holder());
      }
      case SyncingRecent.NotLive not -> {
        answer.put("status", "NOT_LIVE");
        answer.put("publish", not.publish().name());
      }
      case SyncingRecent.Ran ran -> {
        SyncReport report = ran.report();
        answer.put("status", report.halt().isEmpty() ? "DONE" : "BROKEN_OFF");
        report.halt().ifPresent(halt -> answer.put("why", halt.toString()));
        answer.put("marks", report.marks());
        answer.put("calls", report.calls());
        answer.put("confirmed", report.confirmed());
        answer.put("uncertain", report.uncertain());
        answer.put("parked", report.parked());
        answer.put("toBeRead", report.toBeRead());
        answer.put("written", report.batch().written());
        answer.put("waiting", report.batch().waiting());
      }
    }
    return answer;
  }
}
