// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.A;
import static io.inventorybridge.local.path.RetailerNight.B;
import static io.inventorybridge.local.path.RetailerNight.C;
import static io.inventorybridge.local.path.RetailerNight.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.reporting.notifications.NotificationMessage;
import io.inventorybridge.wiring.FunctionEnvironment;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An undone delivery leaves the ledger, the shop and the history as if it had never come. */
@Tag("system")
@Timeout(600)
class UndoneDeliveryTest {
  private static final String MONDAY = "2026-03-02T07:00:00Z";
  private static final String TUESDAY = "2026-03-03T07:00:00Z";
  private static final int PRODUCTS = Integer.getInteger("undo.products", 100);

  @TempDir Path directory;

  @Test
  @Tag("proof")
  void theLedgerIsThatOfANightWithoutItAndTheShopFollowsByDifferences() {
    RetailerNight night = new RetailerNight(directory.resolve("with"));
    RetailerNight without = new RetailerNight(directory.resolve("without"));
    for (RetailerNight each : new RetailerNight[] {night, without}) {
      CommandResult loaded =
          each.run(
              each.file("load.csv", rows(i -> 5 + i % 7)),
              MONDAY,
              "--initial",
              "--catalog",
              catalog(each),
              "--facilities",
              each.facilities());
      assertThat(loaded.code()).as(loaded.err()).isZero();
    }
    sync(night);
    Map<String, Long> shown = shown(night);
    CommandResult ran = night.run(night.file("wrong.csv", rows(i -> 9 + i % 5)), TUESDAY);
    assertThat(ran.code()).as(ran.err()).isZero();
    String wrong = ran.report().path("delivery").asText();
    assertThat(ran.report().at("/rows/kept").asLong()).isEqualTo(2 * PRODUCTS);
    sync(night);
    assertThat(shown(night)).isNotEqualTo(shown);

    JsonNode preview = night.inventory("undo", wrong, "--dry-run", "--json").json();
    assertThat(preview.path("outcome").asText()).isEqualTo("PREVIEW");
    assertThat(preview.path("keys").asLong()).isEqualTo(2 * PRODUCTS);
    assertThat(preview.path("largest").size()).isEqualTo(20);
    CommandResult undone = night.inventory("undo", wrong, "--json");
    assertThat(undone.code()).as(undone.err()).isZero();
    JsonNode report = undone.json().path("report");
    assertThat(report.path("status").asText()).isEqualTo("UNDONE");
    for (String figure : new String[] {"keys", "changed", "units", "waiting"}) {
      assertThat(report.at("/undo/" + figure)).as(figure).isEqualTo(preview.path(figure));
    }
    assertThat(night.ledger()).isEqualTo(without.ledger());

    JsonNode synced = sync(night);
    assertThat(synced.path("read").asLong()).as("no pair had to be read").isZero();
    assertThat(synced.path("confirmed").asLong()).isPositive();
    assertThat(shown(night)).isEqualTo(shown);
    String page = night.text("reports/" + wrong + ".html");
    assertThat(page).contains("An operator undid it: ").contains("undone");

    CommandResult twice = night.inventory("undo", wrong);
    assertThat(twice.code()).isZero();
    assertThat(twice.out()).contains(wrong + " was undone before; there is nothing to do");
    CommandResult load = night.inventory("undo", loadOf(night));
    assertThat(load.code()).isEqualTo(2);
    assertThat(load.err())
        .contains("is an initial load, which is not undone; drop a new initial load");
  }

  @Test
  void aQuarantinedDeliveryIsUndoneAndItsFileSettlesAfterARelease() {
    RetailerNight night = new RetailerNight(directory);
    night.masters();
    night.run(night.delta("right.csv"), MONDAY);
    Map<String, String> before = night.ledger();
    Map<String, AttributeValue> alien =
        Map.of("key", AttributeValue.fromS(B + "#NSH"), "sequence", AttributeValue.fromN("2"));
    try (LocalSystem system = night.open(AccessMode.WRITER)) {
      String table = system.wiring().environment().get(FunctionEnvironment.ENTRY_TABLE);
      system.dynamoDb().putItem(it -> it.tableName(table).item(alien));
    }
    String file = night.delta("wrong.csv", "9", "9", "9", "9", "9", "9");
    CommandResult ran = night.run(file, TUESDAY);
    String wrong = ran.report().path("delivery").asText();
    assertThat(ran.report().path("status").asText()).isEqualTo("QUARANTINED");
    try (LocalSystem system = night.open(AccessMode.WRITER)) {
      String table = system.wiring().environment().get(FunctionEnvironment.ENTRY_TABLE);
      system.dynamoDb().deleteItem(it -> it.tableName(table).key(alien));
    }
    assertThat(night.inventory("undo", wrong, "--json").json().at("/report/status").asText())
        .isEqualTo("UNDONE");
    assertThat(night.ledger()).isEqualTo(before);
    CommandResult retried = night.inventory("retry", wrong);
    assertThat(retried.code()).isEqualTo(2);
    assertThat(retried.err()).contains(wrong + " cannot be retried: it is undone, not quarantined");

    JsonNode again = night.run(file, TUESDAY).report();
    assertThat(again.path("status").asText()).isEqualTo("HELD");
    assertThat(again.path("reason").asText())
        .isEqualTo("UNDONE_BEFORE: the same bytes were undone as " + wrong);
    assertThat(again.path("delivery").asText()).isEqualTo(wrong + "-r2");
    CommandResult released = night.inventory("release", wrong + "-r2", "--json");
    assertThat(released.code()).as(released.out() + released.err()).isZero();
    assertThat(released.json().at("/report/status").asText()).isEqualTo("SETTLED");
    assertThat(night.onHand(RetailerNight.NASHVILLE)).containsExactly(9L, 9L, 9L);
    CommandResult unknown = night.inventory("undo", "20260303T070000Z-default-0123456789ab");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .isEqualTo(
            "inventory: there is no delivery 20260303T070000Z-default-0123456789ab; take the id from its report or its page\n");
  }

  @Test
  void backfillsAndCorrectionsComeAlong() throws Exception {
    RetailerNight night = new RetailerNight(directory);
    String small = night.file("small.csv", "upca,productId\n%s,v1\n%s,v2\n".formatted(A, B));
    night.inventory("import", "--catalog", small, "--facilities", night.facilities());
    night.run(night.file("right.csv", HEADER + "1,001,%s,4\n".formatted(A)), MONDAY);
    String settings = night.file("settings.json", "{\"guards\":{\"rejectedShare\":null}}");
    String file =
        night.file(
            "wrong.csv", HEADER + "1,001,%s,9\n1,001,%s,many\n1,001,%s,7\n".formatted(A, B, C));
    String wrong =
        night.run(file, TUESDAY, "--settings", settings).report().path("delivery").asText();
    String rejects =
        night.file(wrong + ".csv", night.text("rejects/" + wrong + ".csv").replace("many", "8"));
    CommandResult corrected =
        night.inventory("run", rejects, "--corrections", "--json", "--settings", settings);
    assertThat(corrected.code()).as(corrected.out() + corrected.err()).isZero();
    String correction = corrected.report().path("delivery").asText();
    night.inventory("import", "--catalog", night.catalog());
    assertThat(night.onHand(RetailerNight.NEW_YORK)).containsExactly(9L, 8L, 7L);

    try (LocalSystem running = night.open(AccessMode.WRITER)) {
      running.execute("DeliveryUndo", "undo-1", Map.of("delivery", wrong), wanted -> {});
      running.awaitQuiet();
      assertThat(running.notices())
          .extracting(NotificationMessage::subject)
          .containsExactly("Inventory delivery UNDONE: " + wrong);
      assertThat(running.failedEvents()).isEmpty();
    }
    assertThat(night.onHand(RetailerNight.NEW_YORK)).containsExactly(4L, 0L, 0L);
    JsonNode undo = RetailerNight.json(night.text("reports/" + wrong + ".json")).path("undo");
    assertThat(undo.path("along"))
        .extracting(JsonNode::asText)
        .hasSize(2)
        .contains(correction)
        .anyMatch(id -> id.startsWith(wrong + "-b"));
    assertThat(
            RetailerNight.json(night.text("reports/" + correction + ".json"))
                .path("reason")
                .asText())
        .isEqualTo("undone with " + wrong);
  }

  private static String rows(IntUnaryOperator quantity) {
    StringBuilder file = new StringBuilder(HEADER);
    for (String store : new String[] {"001", "002"}) {
      for (int i = 0; i < PRODUCTS; i++) {
        file.append("1,%s,%d,%d\n".formatted(store, product(i), quantity.applyAsInt(i)));
      }
    }
    return file.toString();
  }

  private static long product(int i) {
    return 2_050_000_200_000L + i;
  }

  private static String catalog(RetailerNight night) {
    StringBuilder file = new StringBuilder("upca,productId,shopifyInventoryItemId\n");
    for (int i = 0; i < PRODUCTS; i++) {
      file.append("%d,p%d,%d\n".formatted(product(i), i, 1000 + i));
    }
    return night.file("catalog.csv", file.toString());
  }

  private static JsonNode sync(RetailerNight night) {
    CommandResult synced = night.inventory("sync", "--recent", "--json");
    assertThat(synced.code()).as(synced.err()).isZero();
    assertThat(synced.json().path("status").asText()).isEqualTo("DONE");
    return synced.json();
  }

  private static Map<String, Long> shown(RetailerNight night) {
    return StreamSupport.stream(
            night.inventory("shop", "--json").json().path("levels").spliterator(), false)
        .collect(
            Collectors.toMap(
                level -> level.path("upca").asText(),
                level -> level.path("available").asLong(),
                (one, other) -> one,
                TreeMap::new));
  }

  private static String loadOf(RetailerNight night) {
    return night.keys("manifests/20260302").getFirst().split("[/.]")[1];
  }
}
