// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.template.TemplateFiles;
import io.inventorybridge.log.LogLines;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The log of one delivery, found by fields as an operator does. */
@Tag("system")
class DeliveryInTheLogTest {
  private static final String UPCA = "2050000163913";
  private static List<JsonNode> lines;

  @BeforeAll
  static void aDelivery() throws InterruptedException {
    LocalOptions options =
        LocalOptions.inMemory()
            .withTemplate(TemplateFiles.in(Path.of("../..").toAbsolutePath().normalize()));
    try (LocalSystem system = LocalSystem.open(options);
        LogLines log = LogLines.open()) {
      ProofStage stage = new ProofStage(system);
      stage.drop("settings/installation.json", "{\"guards\":{\"rejectedShare\":null}}");
      stage.drop("facilities/f.csv", "facilityId,externalFacilityId\nNYC,1/001\n");
      stage.drop("catalog/c.csv", ProofStage.catalog(UPCA));
      stage.drop(
          "incoming/us/day.csv",
          "SBS_NO,STORE_CODE,UPC,QTY\n1,001,%s,10\n1,001,77,1\n1,009,%s,5\n".formatted(UPCA, UPCA),
          "2026-03-02T07:00:00Z");
      stage.drop("incoming/us/again.csv", "\0\0\0", "2026-03-03T07:00:00Z");
      lines = log.all();
    }
  }

  private static List<JsonNode> by(String field, String value) {
    return lines.stream().filter(line -> line.path(field).asText().equals(value)).toList();
  }

  private static JsonNode event(String event) {
    return by("event", event).getFirst();
  }

  @Test
  void itsEventsAreFoundByItsIdInOrder() {
    String delivery = event("filtered").path("delivery").textValue();
    assertThat(delivery).startsWith("20260302T070000Z-us-");
    assertThat(by("delivery", delivery))
        .extracting(line -> line.path("event").textValue())
        .containsSubsequence(
            "filtered", "variance computed", "reset imported", "variance imported", "part settled")
        .contains("people told", "morning report", "pages");
  }

  @Test
  void itsFilterSaysWhereEveryRowWent() {
    JsonNode filtered = event("filtered");
    assertThat(filtered.path("key").textValue()).isEqualTo("incoming/us/day.csv");
    assertThat(filtered.path("run").textValue())
        .isEqualTo(filtered.path("function_request_id").textValue());
    assertThat(filtered.path("read").asLong()).isEqualTo(3);
    assertThat(filtered.path("kept").asLong()).isEqualTo(1);
    assertThat(filtered.path("parts").asLong()).isEqualTo(1);
    assertThat(filtered.at("/filtered/UNKNOWN_UPC").asLong()).isEqualTo(1);
    assertThat(filtered.at("/rejected/UNKNOWN_FACILITY").asLong()).isEqualTo(1);
  }

  @Test
  void everyLineOfAPartCarriesItsDeliveryItsPartAndTheRequest() {
    List<JsonNode> ofThePart = by("part", "part-0001.csv");
    assertThat(ofThePart)
        .hasSize(4)
        .allSatisfy(
            line -> {
              assertThat(line.path("delivery").asText()).startsWith("20260302T070000Z-us-");
              assertThat(line.path("function_request_id").asText()).isNotEmpty();
            });
    assertThat(ofThePart)
        .filteredOn(line -> !line.path("event").asText().equals("variance computed"))
        .as("the steps of one attempt")
        .extracting(line -> line.path("run").asText())
        .doesNotContain("")
        .hasSize(3)
        .containsOnly(ofThePart.getLast().path("run").asText());
    assertThat(event("reset imported").at("/totals/applied").asLong()).isEqualTo(1);
  }

  @Test
  void anEventThatNeedsAnOperatorIsAWarningWithItsReason() {
    assertThat(by("level", "WARN"))
        .extracting(line -> line.path("event").textValue())
        .containsExactly("held");
    JsonNode held = event("held");
    assertThat(held.path("delivery").asText()).startsWith("20260303T070000Z-us-");
    assertThat(held.path("why").asText()).isNotEmpty();
    assertThat(held.path("message").asText()).isEqualTo("held: " + held.path("why").asText());
    assertThat(by("level", "ERROR")).isEmpty();
  }
}
