// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionWiring;
import io.inventorybridge.wiring.InMemoryFunctionPorts;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders sent to the bus or dropped, and orders declared known by an operator. */
@Tag("system")
class OrderHandlersTest {
  private static final StockKey SHIPPED = StockKey.of("NY01", "2050000100017");
  private static final StockKey OPEN = StockKey.of("~queue", "2050000100024");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);

  private final FunctionWiring wiring =
      new FunctionWiring(
          new FunctionEnvironment(Map.of()),
          new InMemoryFunctionPorts(CLOCK),
          BoundedParallelism.ONE,
          BackoffPolicy.NONE,
          CLOCK);
  private final RecordOrdersHandler recording = new RecordOrdersHandler(wiring);
  private final DeclareKnownHandler declaring = new DeclareKnownHandler(wiring);

  @BeforeEach
  void facilities() {
    byte[] csv = "facilityId\nNY01\n".getBytes(UTF_8);
    wiring.files().put("facilities/f.csv", Content.of(csv), Map.of());
    new ImportFacilitiesHandler(wiring)
        .handleRequest(FunctionsOnTables.event("facilities/f.csv"), new UnlimitedContext());
  }

  @Test
  void anOrderSentToTheBusIsTheSameAsOneDropped() throws IOException {
    Map<String, Object> event = sample("record-orders-event.json");
    assertThat(recording.handleRequest(event, new UnlimitedContext())).isEmpty();
    assertThat(onHand()).isEqualTo(-2);
    assertThat(wiring.ledger().find(OPEN).orElseThrow().reserved()).isEqualTo(StockQuantity.of(1));

    byte[] line = JsonCodec.bytes(JsonCodec.MAPPER.valueToTree(event.get("detail")));
    wiring.files().put("orders/o.jsonl", Content.of(line), Map.of());
    recording.handleRequest(FunctionsOnTables.plain("orders/o.jsonl"), new UnlimitedContext());
    assertThat(wiring.ledger().entries(SHIPPED)).hasSize(1);
  }

  @Test
  void anInvalidOrderEventIsRejectedOnceWithItsReasonAndWithoutCustomerData() throws IOException {
    Map<String, Object> event = sample("record-orders-event.json");
    event.put(
        "detail",
        Map.of(
            "orderId", "O-7",
            "status", Map.of("name", "Jane Roe"),
            "lastUpdated", "2026-11-24T09:00:00Z",
            "items", List.of(),
            "address", "1 Secret Street"));

    List<String> reports = recording.handleRequest(event, new UnlimitedContext());
    assertThat(recording.handleRequest(event, new UnlimitedContext()))
        .isEqualTo(reports)
        .hasSize(1);

    JsonNode report = JsonCodec.read(wiring.files().read(reports.getFirst()).orElseThrow());
    assertThat(report.path("key").asText()).isEqualTo("event " + event.get("id"));
    assertThat(report.path("rows").path("rejected").path("NOT_AN_ORDER").asLong()).isEqualTo(1);
    assertThat(text(report.path("rejects").asText()))
        .contains("NOT_AN_ORDER", "line 1: status is not a text: it holds other fields")
        .doesNotContain("Jane", "Secret");
    assertThat(wiring.files().list("rejects/")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NaN, 1e300, -1, 0.5, 10_000_001})
  void anEventWithAnImpossibleQuantityIsAReject(double quantity) throws IOException {
    Map<String, Object> event = sample("record-orders-event.json");
    @SuppressWarnings("unchecked")
    Map<String, Object> detail = (Map<String, Object>) event.get("detail");
    Map<String, Object> item =
        Map.of("seqId", "1", "upca", "2050000100017", "quantity", quantity, "status", "CREATED");
    detail.put("items", List.of(item));
    List<String> reports = recording.handleRequest(event, new UnlimitedContext());
    assertThat(text(reports.getFirst())).contains("\"NOT_AN_ORDER\":1");
    assertThat(wiring.ledger().find(OPEN)).isEmpty();
  }

  @Test
  void anEventWithoutATimeOrWithADeepDetailIsAReject() throws IOException {
    Map<String, Object> event = sample("record-orders-event.json");
    event.put("time", "noon");
    Object deep = List.of();
    for (int level = 0; level < 101; level++) {
      deep = List.of(deep);
    }
    event.put("detail", Map.of("orderId", "o", "x", deep));
    assertThat(text(recording.handleRequest(event, new UnlimitedContext()).getFirst()))
        .contains("\"NOT_AN_ORDER\":1");
  }

  @Test
  void anEventThatContradictsItselfIsAppliedAndReported() throws IOException {
    Map<String, Object> event = sample("record-orders-event.json");
    @SuppressWarnings("unchecked")
    Map<String, Object> detail = (Map<String, Object>) event.get("detail");
    detail.put("status", "COMPLETED");

    List<String> reports = recording.handleRequest(event, new UnlimitedContext());
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
    assertThat(recording.handleRequest(event, new UnlimitedContext()))
        .as("it is the only one")
        .isEmpty();

    wiring
        .files()
        .put(
            "settings/in-force/installation.json",
            Content.of("{\"topology\":\"LOCATION_PER_FACILITY\"}".getBytes(UTF_8)),
            Map.of());
    List<String> reports = recording.handleRequest(event, new UnlimitedContext());
    assertThat(text(reports.getFirst()))
        .contains("\"ITEM_WITHOUT_LOCATION\":{\"count\":1,\"orders\":[\"O-1001\"]}");
  }

  @Test
  void theTestEventOfS3IsNothing() throws IOException {
    assertThat(recording.handleRequest(sample("test-event.json"), new UnlimitedContext()))
        .isEmpty();
  }

  @Test
  void anOrderDeclaredKnownIsNotDeductedFromLaterDeliveries() throws IOException {
    Map<String, Object> declaration = sample("declare-known.json");
    assertThat(declaring.handleRequest(declaration, new UnlimitedContext()))
        .containsExactly(
            Map.entry("outcome", "DECLARED"),
            Map.entry("order", "O-1001"),
            Map.entry("at", "2026-11-24T09:00:00Z"),
            Map.entry("received", false));
    recording.handleRequest(sample("record-orders-event.json"), new UnlimitedContext());
    Instant nine = CLOCK.instant();
    assertThat(wiring.ledger().orders(SHIPPED).getFirst().unknownAt(nine.minusSeconds(1)))
        .isEqualTo(StockQuantity.of(2));
    assertThat(wiring.ledger().orders(SHIPPED).getFirst().unknownAt(nine))
        .isEqualTo(StockQuantity.ZERO);
    assertThat(declaring.handleRequest(declaration, new UnlimitedContext()))
        .containsEntry("outcome", "DECLARED_BEFORE")
        .containsEntry("received", true);
    assertThat(declaring.handleRequest(Map.of("order", "O-1001"), new UnlimitedContext()))
        .as("the default time is now, which is the same")
        .containsEntry("outcome", "DECLARED_BEFORE");
  }

  @Test
  void aDeclarationOfAnOrderThatNobodyReceivedNeedsItsOwnField() {
    assertThat(declaring.handleRequest(Map.of("order", "O-9999"), new UnlimitedContext()))
        .containsExactly(
            Map.entry("outcome", "NOT_RECEIVED"),
            Map.entry("order", "O-9999"),
            Map.entry("at", "2026-11-24T09:00:00Z"),
            Map.entry("received", false),
            Map.entry(
                "reason",
                "order O-9999 was not received; check its id, or state that it is not yet"
                    + " received"));
    assertThat(
            declaring.handleRequest(
                Map.of("order", "O-9999", "notYetReceived", true), new UnlimitedContext()))
        .containsEntry("outcome", "DECLARED")
        .containsEntry("received", false);
    assertThat(declaring.handleRequest(Map.of("order", "O-9999"), new UnlimitedContext()))
        .as("an earlier declaration is not a received version")
        .containsEntry("outcome", "NOT_RECEIVED");
  }

  @Test
  void anInvalidDeclarationIsRefusedWithItsReason() {
    assertThatThrownBy(() -> declaring.handleRequest(Map.of(), new UnlimitedContext()))
        .hasMessage("order is missing");
    assertThatThrownBy(
            () ->
                declaring.handleRequest(Map.of("order", "o", "at", "noon"), new UnlimitedContext()))
        .hasMessage(
            "at 'noon' is not an ISO-8601 time with offset"
                + " (Z, +hh:mm, +hhmm or +hh) from 1970 to 9999");
    assertThatThrownBy(
            () ->
                declaring.handleRequest(
                    Map.of("order", "o", "at", "2026-11-24T09:00:01Z"), new UnlimitedContext()))
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
    return new HashMap<>(
        JsonCodec.MAPPER.readValue(file, new TypeReference<Map<String, Object>>() {}));
  }
}
