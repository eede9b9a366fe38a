// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.handlers.support.AbortMessages;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.handlers.support.SyncDeadline;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.shopsync.full.FullSyncReport.Figures;
import io.inventorybridge.shopsync.publishing.RunningFullSync;
import io.inventorybridge.shopsync.publishing.SyncReport;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.wiring.FunctionWiring;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a batch of a full sync: {@code
 * {"run","call","cursor","second","recheckAfter","figures":{...}}} in, {@code
 * {"status":"DONE|MORE|WAIT|AGAIN","call","cursor","figures":{...},"waitSeconds","why"}} out.
 * {@code cursor} is empty for the first batch. {@code AGAIN} requests the same call a little later,
 * for the reason in {@code why}. {@code WAIT} requests it after {@code waitSeconds}: the shop runs
 * a bulk query. Otherwise {@code waitSeconds} is the wait before the second readings: {@code
 * recheckAfter} if that is 0 or more.
 */
public final class SyncBatchHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  /** Pairs per batch; the shop's orders are read once per batch. */
  private static final int SIZE = 5_000;

  private static final int BULK_QUERY_SECONDS = 20;

  /** The event that an alarm counts. */
  private static final String WITHOUT_MARK = "DifferenceWithoutMark";

  private static final StructuredLog LOG = StructuredLog.of(SyncBatchHandler.class);

  private final FunctionWiring wiring;

  public SyncBatchHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public SyncBatchHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          Map<String, Object> answer = batch(StateInput.of(event, call), event, context);
          if (answer.containsKey("why")) {
            call.warn("sync broken off", answer);
          } else {
            call.info("sync batch", answer);
          }
          return answer;
        });
  }

  private Map<String, Object> batch(StateInput input, Map<String, Object> event, Context context) {
    String run = input.text("run");
    long call = input.number("call");
    String cursor = input.text("cursor", "");
    String holder = "full " + run;
    Instant end = SyncDeadline.end(wiring, context);
    Figures figures = figures(input.object("figures"));
    Optional<Duration> recheckAfter = recheckAfter(event);
    RunningFullSync syncing = wiring.runningFullSync(recheckAfter);
    OnlineShop.ApiCost before = wiring.ports().shop().apiCost();
    RunningFullSync.FullSyncOutcome outcome =
        Boolean.TRUE.equals(event.get("second"))
            ? syncing.secondReadings(holder, end)
            : syncing.batch(holder, Optional.of(cursor).filter(it -> !it.isEmpty()), SIZE, end);
    return switch (outcome) {
      case RunningFullSync.Held held ->
          withReason(
              answer("AGAIN", call, cursor, figures, recheckAfter),
              "%s has the shop until %s".formatted(held.holder(), held.until()));
      case RunningFullSync.Waiting waiting -> {
        Map<String, Object> answer =
            answer(
                "WAIT",
                call,
                cursor,
                figures.plus(figures(waiting.report(), before)),
                recheckAfter);
        answer.put("waitSeconds", BULK_QUERY_SECONDS);
        yield answer;
      }
      case RunningFullSync.Aborted broken -> {
        storeBatch(run, call, broken.report());
        yield withReason(
            answer(
                "AGAIN",
                call + 1,
                cursor,
                figures.plus(figures(broken.report(), before)),
                recheckAfter),
            broken.report().abortReason().map(AbortMessages::sentence).orElse(""));
      }
      case RunningFullSync.BatchDone done -> {
        storeBatch(run, call, done.report());
        yield answer(
            done.next().isPresent() ? "MORE" : "DONE",
            call + 1,
            done.next().orElse(""),
            figures.plus(figures(done.report(), before)),
            recheckAfter);
      }
    };
  }

  private static Optional<Duration> recheckAfter(Map<String, Object> event) {
    return event.get("recheckAfter") instanceof Number seconds && seconds.longValue() >= 0
        ? Optional.of(Duration.ofSeconds(seconds.longValue()))
        : Optional.empty();
  }

  private void storeBatch(String run, long call, SyncReport report) {
    List<String> unmarked =
        report.batch().discrepancies().stream()
            .filter(row -> row.reason() == DiscrepancyReason.UNMARKED)
            .map(row -> row.pair().toString())
            .toList();
    if (!unmarked.isEmpty()) {
      LOG.alarm(WITHOUT_MARK, Map.of("run", run, "pairs", unmarked));
    }
    wiring.reportingFullSync().keep(run, call, report.batch());
  }

  static Figures figures(StateInput input) {
    return new Figures(
        input.number("read"),
        input.number("published"),
        input.number("uncertain"),
        input.number("parked"),
        input.number("calls"),
        input.number("requests"),
        input.number("points"));
  }

  private Figures figures(SyncReport report, OnlineShop.ApiCost before) {
    OnlineShop.ApiCost spent = wiring.ports().shop().apiCost().less(before);
    return new Figures(
        report.batch().read(),
        report.confirmed(),
        report.uncertain(),
        report.parked(),
        report.calls(),
        spent.requests(),
        spent.points());
  }

  private static Map<String, Object> withReason(Map<String, Object> answer, String why) {
    answer.put("why", why);
    return answer;
  }

  private Map<String, Object> answer(
      String status, long call, String cursor, Figures figures, Optional<Duration> recheckAfter) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", status);
    answer.put("call", call);
    answer.put("cursor", cursor);
    answer.put(
        "figures",
        Map.of(
            "read", figures.read(),
            "published", figures.published(),
            "uncertain", figures.uncertain(),
            "parked", figures.parked(),
            "calls", figures.calls(),
            "requests", figures.requests(),
            "points", figures.points()));
    answer.put(
        "waitSeconds",
        recheckAfter
            .orElseGet(() -> wiring.installationSettings().publishing().riseWait())
            .toSeconds());
    return answer;
  }
}
