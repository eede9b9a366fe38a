// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.NASHVILLE;
import static io.inventorybridge.local.path.RetailerNight.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.wiring.FunctionEnvironment;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A part that cannot be imported waits for an operator, and no row of its delivery is lost. */
@Tag("system")
@Timeout(180)
class QuarantineTest {
  private static final String S = "2026-03-03T07:00:00Z";

  @TempDir Path directory;
  private RetailerNight night;

  @BeforeEach
  void masters() {
    night = new RetailerNight(directory);
    night.masters();
  }

  @Test
  void aPartThatCannotBeImportedIsQuarantinedAndSettlesByARetry() throws Exception {
    // An entry unknown to the balance: the next posting finds its place taken.
    Map<String, AttributeValue> alien =
        Map.of(
            "key",
            AttributeValue.fromS(RetailerNight.B + "#NSH"),
            "sequence",
            AttributeValue.fromN("1"));
    try (LocalSystem system = night.open(AccessMode.WRITER)) {
      String table = system.wiring().environment().get(FunctionEnvironment.ENTRY_TABLE);
      system.dynamoDb().putItem(it -> it.tableName(table).item(alien));
    }

    CommandResult ran = night.run(night.delta("delta.csv"), S);

    assertThat(ran.code()).isEqualTo(1);
    JsonNode report = ran.report();
    assertThat(report.path("status").asText()).isEqualTo("QUARANTINED");
    assertThat(report.path("reason").asText())
        .startsWith("QUARANTINED: ImportReset of part-0001.csv failed, ")
        .doesNotContain("\n", "\tat ");
    String id = report.path("delivery").asText();
    assertThat(night.run(night.delta("again.csv"), S).report().path("status").asText())
        .as("a re-drop of a quarantined delivery changes nothing and says so")
        .isEqualTo("QUARANTINED");

    CommandResult tooEarly = night.inventory("retry", id, "--json");
    assertThat(tooEarly.code()).isEqualTo(1);
    assertThat(tooEarly.json().at("/report/status").asText()).isEqualTo("QUARANTINED");

    try (LocalSystem system = night.open(AccessMode.WRITER)) {
      String table = system.wiring().environment().get(FunctionEnvironment.ENTRY_TABLE);
      system.dynamoDb().deleteItem(it -> it.tableName(table).key(alien));
    }
    CommandResult retried = night.inventory("retry", id, "--json");

    assertThat(retried.code()).isZero();
    assertThat(retried.json().at("/report/delivery").asText()).isEqualTo(id);
    assertThat(retried.json().at("/report/status").asText()).isEqualTo("SETTLED");
    assertThat(retried.json().at("/report/reason").isNull()).isTrue();
    assertThat(retried.json().at("/decision/parts").toString()).isEqualTo("[\"part-0001.csv\"]");
    assertThat(night.onHand(NEW_YORK)).containsExactly(8L, 8L, 5L);
    assertThat(night.onHand(NASHVILLE)).containsExactly(10L, 10L, 5L);

    CommandResult again = night.inventory("retry", id);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err())
        .isEqualTo("inventory: " + id + " cannot be retried: it is settled, not quarantined\n");
  }

  @Test
  void aPartWhoseVarianceCannotBeComputedIsReportedAndSettlesByARetry() throws Exception {
    night.run(night.delta("first.csv"), "2026-03-02T07:00:00Z");
    Map<String, AttributeValue> key =
        Map.of(
            "upca",
            AttributeValue.fromS(RetailerNight.A),
            "facilityId",
            AttributeValue.fromS(NEW_YORK));
    Map<String, AttributeValue> whole;
    try (LocalSystem system = night.open(AccessMode.WRITER)) {
      String table = system.wiring().environment().get(FunctionEnvironment.STOCK_TABLE);
      whole = system.dynamoDb().getItem(it -> it.tableName(table).key(key)).item();
      system.dynamoDb().putItem(it -> it.tableName(table).item(key));
    }
    String delta = night.delta("second.csv", "9", "9", "9", "9", "9", "9");
    String id = RetailerNight.id("20260303T070000Z", delta);
    // The guards would read the balance first.
    String settings = night.file("settings.json", "{\"guards\":null}");

    CommandResult ran = night.run(delta, S, "--settings", settings);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).doesNotContain("SETTLED");
    assertThat(ran.err()).contains("ComputeVarianceFunction").doesNotContain("\tat ");

    try (LocalSystem system = night.open(AccessMode.WRITER)) {
      String table = system.wiring().environment().get(FunctionEnvironment.STOCK_TABLE);
      system.dynamoDb().putItem(it -> it.tableName(table).item(whole));
    }
    assertThat(night.onHand(NEW_YORK)).as("nothing half-applied").containsExactly(8L, 8L, 5L);
    CommandResult retried = night.inventory("retry", id, "--json");
    assertThat(retried.code()).isZero();
    assertThat(retried.json().at("/report/status").asText()).isEqualTo("SETTLED");
    assertThat(night.onHand(NEW_YORK)).containsExactly(7L, 7L, 9L);
  }
}
