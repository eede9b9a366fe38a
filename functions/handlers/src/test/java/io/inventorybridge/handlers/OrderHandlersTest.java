// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.files.Files.Content;
import io.inventorybridge.json.Json;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.wiring.Environment;
import io.inventorybridge.wiring.InMemoryPorts;
import io.inventorybridge.wiring.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders sent to the bus or dropped, and orders declared known by an operator. */
class OrderHandlersTest {
  private static final StockKey SHIPPED = StockKey.of("NY01", "2050000100017");
  private static final StockKey OPEN = StockKey.of("~queue", "2050000100024");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);

  private final Wiring wiring =
      new Wiring(
          new Environment(Map.of()), new InMemoryPorts(CLOCK), Lanes.ONE, Backoff.NONE, CLOCK);
  private final RecordOrdersHandler recording = new RecordOrdersHandler(wiring);
  private final DeclareKnownHandler declaring = new DeclareKnownHandler(wiring);

  @BeforeEach
  void facilities() {
    byte[] csv = "facilityId\nNY01\n".getBytes(UTF_8);
    wiring.files().put("facilities/f.csv", Content.of(csv), Map.of());
    new ImportFacilitiesHandler(wiring)
        .handleRequest(Installation.event("facilities/f.csv"), new Lasting());
  }

  @Test
  void anOrderSentToTheBusIsTheSameAsOneDropped() throws IOException {
    Map<String, Object> event = sample("record-orders-event.json");
    assertThat(recording.handleRequest(event, new Lasting())).isEmpty();
    assertThat(onHand()).isEqualTo(-2);
    assertThat(wiring.ledger().find(OPEN).orElseThrow().reserved()).isEqualTo(Quantity.of(1));

    byte[] line = Json.bytes(Json.MAPPER.valueToTree(event.get("detail")));
    wiring.files().put("orders/o.jsonl", Content.of(line), Map.of());
    recording.handleRequest(Installation.plain("orders/o.jsonl"), new Lasting());
    assertThat(wiring.ledger().entries(SHIPPED)).hasSize(1);
  }

  @Test
  void anEventThatIsNoOrderIsARejectKeptOnceWithItsReasonAndNothingOfACustomer()
      throws IOException {
    Map<String, Object> event = sample("record-orders-event.json");
    event.put(
        "detail",
        Map.of(
            "orderId", "O-7",
            "status", Map.of("name", "Jane Roe"),
            "lastUpdated", "2026-11-24T09:00:00Z",
            "items", List.of(),
            "address", "1 Secret Street"));

    List<String> reports = recording.handleRequest(event, new Lasting());
    assertThat(recording.handleRequest(event, new Lasting())).isEqualTo(reports).hasSize(1);

    JsonNode report = Json.read(wiring.files().read(reports.getFirst()).orElseThrow());
    assertThat(report.path("key").asText()).isEqualTo("event " + event.get("id"));
    assertThat(report.path("rows").path("rejected").path("NOT_AN_ORDER").asLong()).isEqualTo(1);
    assertThat(text(report.path("rejects").asText()))
        .contains("NOT_AN_ORDER", "line 1: status is not a text: it holds other fields")
        .doesNotContain("Jane", "Secret");
    assertThat(wiring.files().list("rejects/")).hasSize(1);
  }

  @Test
  void anEventThatContradictsItselfIsAppliedAndReported() throws IOException {
    Map<String, Object> event = sample("record-orders-event.json");
    @SuppressWarnings("unchecked")
    Map<String, Object> detail = (Map<String, Object>) event.get("detail");
    detail.put("status", "COMPLETED");

    List<String> reports = recording.handleRequest(event, new Lasting());
    assertThat(text(reports.getFirst()))
        .contains(
            "\"contradictions\":{\"COMPLETED_WITH_OPEN_ITEMS\":"
                + "{\"count\":1,\"orders\":[\"O-1001\"]}}");
    assertThat(onHand()).isEqualTo(-2);
  }

  @Test
  void anItemThatCountsNowhereIsReportedWhereEachStoreHasALocationOfItsOwn() throws IOException {
    Map<String, Object> event = sample("record-orders-event.json");
    @SuppressWarnings("unchecked")
    Map<String, Object> detail = (Map<String, Object>) event.get("detail");
    Map<String, Object> item =
        Map.of(
            "seqId", "1",
            "upca", "2050000100017",
            "quantity", 2,
            "status", "CREATED",
            "shopifyInventoryItemId", "48100001");
    detail.put("status", "CREATED");
    detail.put("items", List.of(item));
    assertThat(recording.handleRequest(event, new Lasting())).as("it is the only one").isEmpty();

    wiring
        .files()
        .put(
            "settings/installation.json",
            Content.of("{\"topology\":\"LOCATION_PER_FACILITY\"}".getBytes(UTF_8)),
            Map.of());
    List<String> reports = recording.handleRequest(event, new Lasting());
    assertThat(text(reports.getFirst()))
        .contains("\"ITEM_WITHOUT_LOCATION\":{\"count\":1,\"orders\":[\"O-1001\"]}");
  }

  @Test
  void theTestEventOfS3IsNothing() throws IOException {
    assertThat(recording.handleRequest(sample("test-event.json"), new Lasting())).isEmpty();
  }

  @Test
  void anOrderDeclaredKnownIsNotDeductedFromLaterDeliveries() throws IOException {
    Map<String, Object> declaration = sample("declare-known.json");
    assertThat(declaring.handleRequest(declaration, new Lasting()))
        .containsExactly(
            Map.entry("outcome", "DECLARED"),
            Map.entry("order", "O-1001"),
            Map.entry("at", "2026-11-24T09:00:00Z"),
            Map.entry("received", false));
    recording.handleRequest(sample("record-orders-event.json"), new Lasting());
    Instant nine = CLOCK.instant();
    assertThat(wiring.ledger().orders(SHIPPED).getFirst().unknownAt(nine.minusSeconds(1)))
        .isEqualTo(Quantity.of(2));
    assertThat(wiring.ledger().orders(SHIPPED).getFirst().unknownAt(nine)).isEqualTo(Quantity.ZERO);
    assertThat(declaring.handleRequest(declaration, new Lasting()))
        .containsEntry("outcome", "DECLARED_BEFORE")
        .containsEntry("received", true);
    assertThat(declaring.handleRequest(Map.of("order", "O-1001"), new Lasting()))
        .as("the default time is now, which is the same")
        .containsEntry("outcome", "DECLARED_BEFORE");
  }

  @Test
  void aDeclarationThatMakesNoSenseSaysSo() {
    assertThatThrownBy(() -> declaring.handleRequest(Map.of(), new Lasting()))
        .hasMessage("order is missing");
    assertThatThrownBy(
            () -> declaring.handleRequest(Map.of("order", "o", "at", "noon"), new Lasting()))
        .hasMessage("at 'noon' is not an ISO-8601 time with offset");
    assertThatThrownBy(
            () ->
                declaring.handleRequest(
                    Map.of("order", "o", "at", "2026-11-24T09:00:01Z"), new Lasting()))
        .hasMessage(
            "at 2026-11-24T09:00:01Z lies in the future;"
                + " what Retail Pro will know is not a fact yet");
  }

  private long onHand() {
    return wiring.ledger().find(SHIPPED).orElseThrow().onHand().units();
  }

  private String text(String key) {
    return new String(wiring.files().read(key).orElseThrow(), UTF_8);
  }

  private static Map<String, Object> sample(String name) throws IOException {
    byte[] file = Files.readAllBytes(Path.of("../../events").resolve(name));
    return new HashMap<>(Json.MAPPER.readValue(file, new TypeReference<Map<String, Object>>() {}));
  }
}
