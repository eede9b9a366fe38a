// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.statemachine.StateMachineInterpreter;
import io.inventorybridge.local.statemachine.WaitStrategy;
import io.inventorybridge.shopsync.full.ReportingFullSync;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.wiring.SettingsOverrides;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * Runs the functions and the state machine of publishing as deployed, and returns their reports.
 */
final class SyncRunner {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration LONGEST_OTHER = Duration.ofSeconds(5);

  /** The first run reads the new pairs, the second reads them again; the rest is reported. */
  private static final int MOST_RUNS = 3;

  private static final List<String> SUMS =
      List.of(
          "confirmed",
          "uncertain",
          "parked",
          "read",
          "agreed",
          "written",
          "calls",
          "requests",
          "points");

  private final LocalSystem running;
  private final ProgressDisplay progress;
  private final Duration riseWait;

  SyncRunner(LocalSystem running, SettingsOverrides around, ProgressDisplay progress) {
    this.running = running;
    this.progress = progress;
    this.riseWait =
        running.wiring().withSettings(around).installationSettings().publishing().riseWait();
  }

  /**
   * A recent sync, repeated after the wait when pairs need a second reading: {@code
   * {"sync":"RECENT",
   * "status":"DONE|BROKEN_OFF|HELD|NOT_LIVE","publish","why","confirmed","uncertain","parked",
   * "read","agreed","written","waiting","calls","requests","points","byReason":{},
   * "discrepancies":[],"heldBack":{},"toBeRead":{}}}.
   */
  ObjectNode recent() throws InterruptedException {
    ObjectNode report = JsonCodec.MAPPER.createObjectNode().put("sync", "RECENT");
    ObjectNode reasons = JsonCodec.MAPPER.createObjectNode();
    ArrayNode rows = JsonCodec.MAPPER.createArrayNode();
    for (int run = 1; run <= MOST_RUNS; run++) {
      JsonNode answer = await(this::askRecentSync);
      for (String name : List.of("status", "publish", "why", "waiting")) {
        if (answer.has(name)) {
          report.set(name, answer.path(name));
        }
      }
      if (!answer.has("byReason")) {
        break;
      }
      report.put("publish", "LIVE");
      SUMS.forEach(
          name -> report.put(name, report.path(name).asLong() + answer.path(name).asLong()));
      boolean again =
          run < MOST_RUNS
              && answer.path("waiting").asLong() > 0
              && answer.path("status").asText().equals("DONE");
      add(answer, again, reasons, rows);
      if (again) {
        // The next run reads these pairs again; each pair counts once.
        report.put("read", report.path("read").asLong() - answer.path("waiting").asLong());
      }
      if (!again) {
        report.set("byReason", reasons);
        report.set("discrepancies", rows);
        break;
      }
      pause().sleep(riseWait);
    }
    UnpublishedSummary.addTo(report, running.wiring());
    return report;
  }

  private static void add(JsonNode answer, boolean again, ObjectNode reasons, ArrayNode rows) {
    answer
        .path("byReason")
        .properties()
        .forEach(
            reason -> {
              String name = reason.getKey();
              if (!again || !isSeenOnce(name)) {
                reasons.put(name, reasons.path(name).asLong() + reason.getValue().asLong());
              }
            });
    for (JsonNode row : answer.path("discrepancies")) {
      if (!again || !isSeenOnce(row.path("reason").asText())) {
        rows.add(row);
      }
    }
  }

  private static boolean isSeenOnce(String reason) {
    return DiscrepancyReason.valueOf(reason).category()
        == DiscrepancyReason.ReasonCategory.SEEN_ONCE;
  }

  private JsonNode askRecentSync() throws Exception {
    return JsonCodec.read(
        running.invoke("RecentSyncFunction", JsonCodec.bytes(JsonCodec.read("{}"))));
  }

  /**
   * A full sync that waits for no delivery: {@code {"sync":"FULL","status":"DONE|FAILED",...}} with
   * the fields of the recent sync, {@code "missing":[]} with a sentence for each source without a
   * delivery, and the key of the whole {@code report}.
   */
  ObjectNode full() throws InterruptedException {
    ObjectNode report = JsonCodec.MAPPER.createObjectNode().put("sync", "FULL");
    Instant now = running.wiring().clock().instant();
    String run = NAME.format(now);
    StateMachineInterpreter.ExecutionOutcome outcome =
        await(() -> running.execute("ShopifyFullSync", run, Map.of("wait", false), pause()));
    switch (outcome) {
      case StateMachineInterpreter.Failed failed ->
          report
              .put("status", "FAILED")
              .put("why", "%s, %s".formatted(failed.error(), failed.cause()));
      case StateMachineInterpreter.Succeeded done -> {
        report.put("status", "DONE");
        JsonNode written = read(ReportingFullSync.key(run) + ".json");
        report.set("publish", written.path("publish"));
        report.set("confirmed", written.path("published"));
        for (String name :
            List.of(
                "uncertain",
                "parked",
                "read",
                "agreed",
                "written",
                "calls",
                "requests",
                "points",
                "byReason",
                "discrepancies")) {
          report.set(name, written.path(name));
        }
        report.put("report", ReportingFullSync.key(run) + ".json");
      }
    }
    ArrayNode missing = report.putArray("missing");
    running.wiring().awaitingDelivery().check(now, now).missing().forEach(missing::add);
    UnpublishedSummary.addTo(report, running.wiring());
    return report;
  }

  private JsonNode read(String key) {
    try {
      return JsonCodec.read(running.wiring().files().read(key).orElseThrow());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(key + " is not as it was written", e);
    }
  }

  private <T> T await(Callable<T> work) throws InterruptedException {
    try {
      return running.await(work, progress);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new CommandFailure(CommandFailure.NOT_SETTLED, String.valueOf(cause.getMessage()));
    }
  }

  // The wait between two readings is needed; all other waits only spare a busy cloud service.
  private WaitStrategy pause() {
    Duration longest = riseWait.compareTo(LONGEST_OTHER) > 0 ? riseWait : LONGEST_OTHER;
    WaitStrategy pause = WaitStrategy.atMost(longest);
    return wanted -> {
      Duration wait = wanted.compareTo(longest) < 0 ? wanted : longest;
      if (wait.compareTo(LONG) >= 0) {
        System.err.println("inventory: continues in " + wait + "; stopping now loses no data");
      }
      pause.sleep(wait);
    };
  }
}
