// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.availability.AvailabilityCalculator.KnownProduct;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.template.TemplateFiles;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.StockKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Situations that users of other inventory systems report as wrong numbers: facts that arrive in
 * another order than they happened, counts and sales that cross, and what the shop may still sell.
 */
@Tag("system")
@Timeout(300)
class OrderOfFactsTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final String STORE = "NY01";
  private static final List<String> PRODUCTS =
      IntStream.range(0, 12).mapToObj(i -> Long.toString(2_050_000_200_000L + i)).toList();

  private LocalSystem system;

  @BeforeEach
  void start() throws Exception {
    system = LocalSystem.open(LocalOptions.inMemory().withTemplate(TemplateFiles.in(ROOT)));
    StringBuilder catalog = new StringBuilder("upca,productId\n");
    PRODUCTS.forEach(upca -> catalog.append(upca).append(",p").append(upca).append('\n'));
    put("facilities/facilities.csv", "facilityId,externalFacilityId\nNY01,1/001\nNV01,1/002\n");
    put("catalog/catalog.csv", catalog.toString());
    settle();
  }

  @AfterEach
  void end() {
    system.close();
  }

  @Test
  void aCountBetweenTwoSalesIsTheSameInEveryOrderOfArrival() throws Exception {
    List<List<Integer>> orders = permutations(List.of(0, 1, 2));
    assertThat(orders).hasSize(6);
    for (int i = 0; i < orders.size(); i++) {
      String upca = PRODUCTS.get(i);
      count("2026-11-24T06:00:00Z", upca, 102);
      for (int fact : orders.get(i)) {
        switch (fact) {
          case 0 -> sale("NY01", upca, -2, "2026-11-24T12:02:00Z");
          case 1 -> count("2026-11-24T12:03:00Z", upca, 100);
          default -> sale("NY01", upca, -1, "2026-11-24T12:04:00Z");
        }
      }
      assertThat(onHand(STORE, upca)).as("order %s", orders.get(i)).isEqualTo(99);
    }
  }

  @Test
  void aMovementOlderThanTheCountChangesNothingWhenItArrivesLater() throws Exception {
    String upca = PRODUCTS.getFirst();
    count("2026-11-11T20:00:00Z", upca, 1);
    sale("NY01", upca, 5, "2026-07-01T10:00:00Z");
    assertThat(onHand(STORE, upca)).isEqualTo(1);
    count("2026-11-15T20:00:00Z", upca, 1);
    sale("NY01", upca, -3, "2026-06-01T10:00:00Z");
    sale("NY01", upca, 3, "2026-06-01T10:00:00Z");
    assertThat(onHand(STORE, upca)).isEqualTo(1);
  }

  @Test
  void aCountThatIsRecordedLastCountsAtItsOwnTime() throws Exception {
    String upca = PRODUCTS.getFirst();
    sale("NY01", upca, 15_000, "2026-11-24T08:00:00Z");
    sale("NY01", upca, -2_000, "2026-11-24T12:00:00Z");
    count("2026-11-24T10:00:00Z", upca, 13_000);
    assertThat(onHand(STORE, upca)).isEqualTo(11_000);
  }

  @Test
  void ofTwoCountsInFlightTheLaterSnapshotCountsAndOtherKeysGoOn() throws Exception {
    String upca = PRODUCTS.getFirst();
    String other = PRODUCTS.get(1);
    count("2026-11-23T07:00:00Z", upca, 10);
    drop("two.csv", "2026-11-24T08:00:00Z", "NY01,%s,30\n".formatted(upca));
    drop("one.csv", "2026-11-24T07:00:00Z", "NY01,%s,20\nNY01,%s,4\n".formatted(upca, other));
    settle();
    assertThat(onHand(STORE, upca)).isEqualTo(30);
    assertThat(onHand(STORE, other)).isEqualTo(4);
  }

  @Test
  void unitsOfOpenOrdersAreNotSoldAgainAllNight() throws Exception {
    String upca = PRODUCTS.getFirst();
    count("2026-11-23T07:00:00Z", upca, 2);
    order("O-1", upca, 2, "APPROVED", "2026-11-23T15:00:00Z");
    count("2026-11-24T07:00:00Z", upca, 2);
    assertThat(online(upca)).isZero();
    String many = PRODUCTS.get(1);
    count("2026-11-23T07:00:00Z", many, 30);
    order("O-2", many, 29, "APPROVED", "2026-11-23T15:00:00Z");
    sale("NY01", many, 50, "2026-11-23T18:00:00Z");
    count("2026-11-24T07:00:00Z", many, 80);
    assertThat(online(many)).isEqualTo(51);
  }

  @Test
  void aUnitThatRetailProSubtractedBeforeItShippedIsNotSubtractedTwice() throws Exception {
    String upca = PRODUCTS.getFirst();
    count("2026-11-22T07:00:00Z", upca, 1);
    order("O-1", upca, 1, "APPROVED", "2026-11-22T15:00:00Z");
    count("2026-11-23T07:00:00Z", upca, 0);
    assertThat(online(upca)).isZero();
    order("O-1", upca, 1, "COMPLETED", "2026-11-23T10:00:00Z");
    assertThat(online(upca)).isZero();
    count("2026-11-24T07:00:00Z", upca, 0);
    assertThat(onHand(STORE, upca)).isZero();
    assertThat(online(upca)).isZero();
  }

  @Test
  void stockMayBeNegativeAndAShipmentThatIsCancelledIsNotRefused() throws Exception {
    String upca = PRODUCTS.getFirst();
    count("2026-11-23T07:00:00Z", upca, 0);
    put(
        "orders/first.jsonl",
        orderLine(
            "O-1",
            "APPROVED",
            "2026-11-23T15:00:00Z",
            item("1", upca, 1, "COMPLETED", "2026-11-23T15:00:00Z"),
            item("2", upca, 2, "APPROVED", "")));
    settle();
    assertThat(record(STORE, upca).onHand().units()).isEqualTo(-1);
    assertThat(record(STORE, upca).reserved().units()).isEqualTo(2);
    put(
        "orders/second.jsonl",
        orderLine(
            "O-1",
            "APPROVED",
            "2026-11-23T16:00:00Z",
            item("1", upca, 1, "CANCELLED", ""),
            item("2", upca, 2, "APPROVED", "")));
    settle();
    assertThat(record(STORE, upca).onHand().units()).isZero();
    assertThat(record(STORE, upca).reserved().units()).isEqualTo(2);
  }

  @Test
  void aLoadEmptiesOnlyTheStoresItNamesAndOfTwoRowsOfAKeyTheLastOneCounts() throws Exception {
    drop(
        "both.csv",
        "2026-11-22T07:00:00Z",
        "NY01,%1$s,5\nNV01,%1$s,7\nNY01,%2$s,3\n".formatted(PRODUCTS.get(0), PRODUCTS.get(1)));
    settle();
    system
        .s3()
        .putObject(
            it ->
                it.bucket(system.bucket())
                    .key("incoming/sv/initial/load.csv")
                    .metadata(Map.of("snapshot-time", "2026-11-24T07:00:00Z")),
            RequestBody.fromString(
                "facilityId,idType,idValue,availableQty\nNY01,UPCA,%1$s,1\nNY01,UPCA,%1$s,4\n"
                    .formatted(PRODUCTS.get(0))));
    settle();
    assertThat(onHand("NY01", PRODUCTS.get(0))).isEqualTo(4);
    assertThat(onHand("NV01", PRODUCTS.get(0))).isEqualTo(7);
    DeliveryRecord load =
        system.wiring().deliveries().ofSource("sv").stream()
            .filter(it -> it.kind().name().equals("INITIAL"))
            .findFirst()
            .orElseThrow();
    assertThat(load.rows().rejected()).hasToString("{DUPLICATE_KEY=1}");
  }

  @Test
  void ofTwoSnapshotsAtOneInstantTheSameOneWinsInAnyOrderAndIsNamed() throws Exception {
    for (List<Integer> arrival : List.of(List.of(10, 20), List.of(20, 10))) {
      String upca = PRODUCTS.get(arrival.getFirst() / 10);
      for (int quantity : arrival) {
        drop(
            "same-%s-%d.csv".formatted(upca, quantity),
            "2026-11-24T07:00:00Z",
            "NY01,%s,%d\n".formatted(upca, quantity));
      }
      settle();
      StockRecord record = record(STORE, upca);
      String winner = record.settled().baseline().delivery();
      DeliveryRecord last =
          system.wiring().deliveries().ofSource("sv").stream()
              .filter(it -> it.drop().key().contains(upca))
              .max(Comparator.comparing(DeliveryRecord::rank))
              .orElseThrow();
      assertThat(winner).isEqualTo(last.id().value());
      assertThat(last.drop().key()).endsWith("-%d.csv".formatted(record.onHand().units()));
    }
  }

  @Test
  void aUpcWithoutItsLeadingZeroIsTheSameProduct() throws Exception {
    put("catalog/zero.csv", "upca,productId\n012345678905,p1\n12345678906,p2\n");
    settle();
    drop("zero.csv", "2026-11-24T07:00:00Z", "NY01,12345678905,6\nNY01,0012345678906,7\n");
    settle();
    assertThat(onHand(STORE, "12345678905")).isEqualTo(6);
    assertThat(onHand(STORE, "12345678906")).isEqualTo(7);
  }

  private void settle() throws InterruptedException {
    system.awaitQuiet();
    assertThat(system.failedEvents()).isEmpty();
  }

  private void put(String key, String content) {
    system
        .s3()
        .putObject(it -> it.bucket(system.bucket()).key(key), RequestBody.fromString(content));
  }

  private void drop(String name, String snapshotTime, String rows) {
    String file =
        "facilityId,idType,idValue,availableQty\n" + rows.replaceAll("(?m)^([^,]+),", "$1,UPCA,");
    system
        .s3()
        .putObject(
            it ->
                it.bucket(system.bucket())
                    .key("incoming/sv/" + name)
                    .metadata(Map.of("snapshot-time", snapshotTime)),
            RequestBody.fromString(file));
  }

  private void count(String snapshotTime, String upca, int units) throws InterruptedException {
    drop(
        "count-%s-%s.csv".formatted(upca, snapshotTime.replace(":", "")),
        snapshotTime,
        "NY01,%s,%d\n".formatted(upca, units));
    settle();
  }

  private void sale(String store, String upca, int units, String time) throws Exception {
    ObjectNode event =
        (ObjectNode)
            JsonCodec.read(Files.readAllBytes(ROOT.resolve("events/update-inventory.json")));
    ObjectNode body = (ObjectNode) JsonCodec.read(event.path("body").textValue());
    body.put("facilityId", store)
        .put("availableDelta", units)
        .put("idValue", upca)
        .put("eventId", "%s-%s-%d".formatted(upca, time, units))
        .put("eventTime", time);
    event.put("body", body.toString());
    String bearer = "Bearer " + system.apiToken();
    ((ObjectNode) event.path("headers")).put("Authorization", bearer);
    ((ObjectNode) event.path("multiValueHeaders")).putArray("Authorization").add(bearer);
    JsonNode answer =
        JsonCodec.read(
            system.invoke("UpdateInventoryFunction", JsonCodec.MAPPER.writeValueAsBytes(event)));
    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
  }

  private void order(String id, String upca, int units, String status, String time)
      throws InterruptedException {
    boolean shipped = status.equals("COMPLETED");
    put(
        "orders/%s-%s.jsonl".formatted(id, time.replace(":", "")),
        orderLine(id, status, time, item("1", upca, units, status, shipped ? time : "")));
    settle();
  }

  private static String orderLine(String id, String status, String time, String... items) {
    return "{\"orderId\":\"%s\",\"channel\":\"SHOPIFY\",\"status\":\"%s\",\"lastUpdated\":\"%s\",\"items\":[%s]}%n"
        .formatted(id, status, time, String.join(",", items));
  }

  private static String item(String seq, String upca, int units, String status, String completed) {
    return "{\"seqId\":\"%s\",\"upca\":\"%s\",\"quantity\":%d,\"facilityId\":\"NY01\",\"status\":\"%s\"%s}"
        .formatted(
            seq,
            upca,
            units,
            status,
            completed.isEmpty() ? "" : ",\"completedAt\":\"%s\"".formatted(completed));
  }

  private StockRecord record(String store, String upca) {
    return system.wiring().ledger().find(StockKey.of(store, upca)).orElseThrow();
  }

  private long onHand(String store, String upca) {
    return record(store, upca).onHand().units();
  }

  private long online(String upca) {
    return ((KnownProduct) system.wiring().availabilityCalculator().count(CanonicalUpc.of(upca)))
        .online()
        .online()
        .units();
  }

  private static List<List<Integer>> permutations(List<Integer> of) {
    if (of.isEmpty()) {
      return List.of(Collections.emptyList());
    }
    List<List<Integer>> all = new ArrayList<>();
    for (Integer first : of) {
      List<Integer> rest = new ArrayList<>(of);
      rest.remove(first);
      for (List<Integer> tail : permutations(rest)) {
        List<Integer> whole = new ArrayList<>(List.of(first));
        whole.addAll(tail);
        all.add(whole);
      }
    }
    return all;
  }
}
