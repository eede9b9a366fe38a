// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.statemachine.StateMachineInterpreter.ExecutionOutcome;
import io.inventorybridge.local.statemachine.StateMachineInterpreter.Failed;
import io.inventorybridge.local.statemachine.StateMachineInterpreter.Succeeded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The full sync's own definition, with scripted functions. */
class FullSyncMachineTest {
  private static final Path MACHINE =
      Path.of("..", "..", "infra", "statemachines", "shopify-full-sync.asl.json");
  private static final Map<String, Object> FIGURES = Map.of("read", 5);

  private final List<String> steps = new ArrayList<>();
  private final List<Object> deliveries = new ArrayList<>();
  private final List<Object> batches = new ArrayList<>();
  private final List<Map<?, ?>> asked = new ArrayList<>();

  private ExecutionOutcome run(Object input) throws Exception {
    return new StateMachineInterpreter(
            DefinitionReader.read(
                MACHINE.toString(),
                JsonCodec.read(
                    Files.readString(MACHINE).replaceAll("\\$\\{(\\w+)FunctionArn}", "$1"))),
            (function, argument) -> {
              steps.add(function);
              asked.add((Map<?, ?>) argument);
              return switch (function) {
                case "AwaitDelivery" -> deliveries.removeFirst();
                case "SyncBatch" -> batches.removeFirst();
                default -> Map.of("report", "reports/sync/run-1.json");
              };
            },
            pause -> steps.add("wait " + pause),
            Clock.fixed(Instant.parse("2026-11-24T03:30:00Z"), ZoneOffset.UTC),
            new SplittableRandom(1))
        .run("run-1", input);
  }

  private static Map<String, Object> delivery(String status) {
    return Map.of("status", status, "missing", List.of("source sv: nothing"));
  }

  private static Map<String, Object> batch(String status, int call, String cursor) {
    return Map.of(
        "status", status, "call", call, "cursor", cursor, "figures", FIGURES, "waitSeconds", 600);
  }

  @Test
  void itWaitsForTheDeliveryGoesThroughAllPairsAndReadsAgainAfterTheWait() throws Exception {
    deliveries.addAll(List.of(delivery("WAIT"), delivery("READY")));
    batches.addAll(
        List.of(
            batch("MORE", 2, "p1"),
            batch("AGAIN", 2, "p1"),
            batch("DONE", 3, ""),
            batch("DONE", 4, "")));
    assertThat(run(Map.of())).isInstanceOf(Succeeded.class);
    assertThat(steps)
        .containsExactly(
            "AwaitDelivery",
            "wait " + Duration.ofMinutes(5),
            "AwaitDelivery",
            "SyncBatch",
            "SyncBatch",
            "wait " + Duration.ofSeconds(20),
            "SyncBatch",
            "wait " + Duration.ofMinutes(10),
            "SyncBatch",
            "ReportSync");
    assertThat(asked.get(3).get("cursor")).isEqualTo("p1");
    assertThat(asked.get(3).get("second")).isEqualTo(false);
    assertThat(asked.get(5).get("second")).isEqualTo(true);
    assertThat(asked.getLast().get("run")).isEqualTo("run-1");
  }

  @Test
  void withoutItsDeliveryItStopsWhereTheSettingSaysSo() throws Exception {
    deliveries.add(delivery("STOP"));
    assertThat(run(Map.of()))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.error()).isEqualTo("WithoutDelivery");
              assertThat(failed.cause()).isEqualTo("source sv: nothing");
            });
    assertThat(steps).containsExactly("AwaitDelivery");
  }

  @Test
  void anUnavailableShopFailsTheSyncAfterHoursWithTheLastReason() throws Exception {
    Map<String, Object> again = new HashMap<>(batch("AGAIN", 1, ""));
    for (int tries = 0; tries <= 600; tries++) {
      batches.add(again);
    }
    again.put("why", "the shop does not answer");
    assertThat(run(Map.of("wait", false)))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.error()).isEqualTo("ShopOutOfReach");
              assertThat(failed.cause())
                  .isEqualTo(
                      "The shop, or the right to write to it, was not to be had for hours:"
                          + " the shop does not answer");
            });
    assertThat(steps).doesNotContain("ReportSync");
  }

  @Test
  void anOperatorNeedNotWaitForAnything() throws Exception {
    batches.addAll(List.of(batch("DONE", 2, ""), batch("DONE", 3, "")));
    assertThat(run(Map.of("wait", false))).isInstanceOf(Succeeded.class);
    assertThat(steps.getFirst()).isEqualTo("SyncBatch");
  }
}
