// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.shop.ApiOptions;
import io.inventorybridge.local.shop.kept.PersistentShop;
import io.inventorybridge.local.template.TemplateFiles;
import io.inventorybridge.log.LogLines;
import io.inventorybridge.support.files.StoredFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Plants secrets and customer data in every input and searches every output for them: logs, failed
 * events, notices, files and tables. Only dropped files keep their content.
 */
@Tag("system")
@Timeout(200)
class NothingLeaksTest {
  private static final String MAIL = "jane.doe@customer.example";
  private static final String PHONE = "+1-555-0199-4711";
  private static final String WRONG_TOKEN = "nearly-the-token-8c1f";
  private static final String UPCA = "2050000163913";

  /** Files that other systems put there. */
  private static final String DROPPED = "(incoming|orders|originals|catalog|facilities)/.*";

  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;
  private static final Map<String, String> KEPT = new LinkedHashMap<>();
  private static String apiToken;

  @BeforeAll
  static void aDay() throws InterruptedException {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    PrintStream writing = new PrintStream(terminal, true, UTF_8);
    System.setOut(writing);
    System.setErr(writing);
    LocalOptions options =
        LocalOptions.inMemory()
            .withTemplate(TemplateFiles.in(Path.of("../..").toAbsolutePath().normalize()));
    try (LocalSystem system = LocalSystem.open(options);
        LogLines lines = LogLines.open()) {
      apiToken = system.apiToken();
      play(new ProofStage(system), system);
      KEPT.put("events that failed", system.failedEvents().toString());
      KEPT.put("what people are told", system.notices().toString());
      for (StoredFile file : system.wiring().files().list("")) {
        if (!file.key().matches(DROPPED)) {
          KEPT.put(
              file.key(),
              file.key()
                  + new String(system.wiring().files().read(file.key()).orElseThrow(), UTF_8));
        }
      }
      for (String table : system.dynamoDb().listTables().tableNames()) {
        KEPT.put("table " + table, system.dynamoDb().scan(it -> it.tableName(table)).toString());
      }
      KEPT.put("log", String.join("", lines.written()));
    } finally {
      System.setOut(OUT);
      System.setErr(ERR);
    }
    KEPT.put("terminal", terminal.toString(UTF_8));
  }

  @AfterAll
  static void forget() {
    KEPT.clear();
  }

  private static void play(ProofStage stage, LocalSystem system) throws InterruptedException {
    stage.drop("settings/installation.json", "{\"publish\":\"LIVE\",\"riseWait\":\"PT0S\"}");
    stage.drop("facilities/f.csv", "facilityId,externalFacilityId\nNYC,1/001\n");
    stage.drop("catalog/c.csv", ProofStage.catalog(UPCA));
    stage.drop(
        "incoming/us/day.csv",
        "SBS_NO,STORE_CODE,UPC,QTY\n1,001,%s,10\n".formatted(UPCA),
        "2026-03-02T07:00:00Z");
    orders(stage, system);
    tills(stage);
    stage.tellOf("400001", UPCA, "300001");
    system.shop().orElseThrow().customers().buy(UPCA, 1);
    stage.quiet();
    for (int run = 0; run < 3; run++) {
      stage.sync("RecentSync", "{}");
    }
    // Held, so that a full sync past its deadline logs that it continues without the delivery.
    stage.drop("incoming/us/poison.csv", "\0\0\0", "2026-03-03T07:00:00Z");
    Instant began = system.wiring().clock().instant().minus(Duration.ofHours(4));
    stage.sync("AwaitDelivery", "{\"began\":\"%s\"}".formatted(began));
  }

  private static void orders(ProofStage stage, LocalSystem system) throws InterruptedException {
    String order = ProofStage.order("O-1", "NYC", "APPROVED", "08").strip();
    String personal = "\"email\":\"%s\",\"phone\":\"%s\",".formatted(MAIL, PHONE);
    String withCustomer = order.replace("\"channel\"", personal + "\"channel\"");
    String inItems = order.replace("O-1", "O-2").replace("\"seqId\"", personal + "\"seqId\"");
    stage.drop(
        "orders/o.jsonl",
        withCustomer
            + "\n"
            + inItems
            + "\n"
            + "{\"email\":\"%s\",\n".formatted(MAIL)
            + "%s,%s\n".formatted(MAIL, PHONE)
            + "{\"orderId\":\"O-3\",\"email\":\"%s\"}\n".formatted(MAIL)
            + withCustomer.replace("\"quantity\":1", "\"quantity\":-1"));
    for (String event :
        List.of(withCustomer, "{\"orderId\":\"O-4\",\"email\":\"%s\"}".formatted(MAIL))) {
      system.send("OrderBus", "oms", "OrderVersion", ProofStage.json(event));
    }
    stage.quiet();
  }

  private static void tills(ProofStage stage) {
    assertThat(stage.till("NYC", UPCA, "sale-1")).isEqualTo(200);
    assertThat(stage.call("Bearer " + WRONG_TOKEN, "{}")).isEqualTo(401);
    assertThat(stage.call("Bearer " + apiToken, "{\"customer\":\"" + MAIL)).isEqualTo(400);
    assertThat(
            stage.call(
                "Bearer " + apiToken,
                """
                {"facilityId":"NYC","availableDelta":-1,"idType":"UPCA","idValue":"%s","locationSeqId":"TLTLTLLL01",\
                "varianceReasonId":"POS_SALE","eventId":"sale-2","customer":"%s","phone":"%s"}\
                """
                    .formatted(UPCA, MAIL, PHONE)))
        .isEqualTo(200);
  }

  private static List<String> planted() {
    return List.of(
        MAIL, PHONE, WRONG_TOKEN, apiToken, PersistentShop.ACCESS_TOKEN, ApiOptions.STAFF_TOKEN);
  }

  @Test
  void nothingOfWhatWasPlantedIsKeptOrTold() {
    KEPT.forEach(
        (place, text) ->
            planted().forEach(secret -> assertThat(text).as(place).doesNotContain(secret)));
  }

  @Test
  void theSearchLooksWhereEventsAreKeptAndTold() {
    List<JsonNode> lines = KEPT.get("log").lines().map(LogLines::read).toList();
    assertThat(lines)
        .extracting(line -> line.path("event").textValue())
        .contains(
            "filtered", "held", "reset imported", "part settled", "imported", "order recorded")
        .contains("answered", "recent sync", "FullSyncWithoutDelivery");
    assertThat(KEPT.get("table OrderTable")).contains("O-1", "O-2");
    assertThat(KEPT.get("table FactTable")).contains("sale-1", "sale-2");
    assertThat(KEPT.get("what people are told")).contains("SETTLED");
    assertThat(KEPT.keySet())
        .anyMatch(it -> it.startsWith("reports/imports/orders"))
        .anyMatch(it -> it.startsWith("rejects/orders"));
  }
}
