// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.hostile;

import static io.inventorybridge.local.hostile.HostileInstallation.BOOT;
import static io.inventorybridge.local.hostile.HostileInstallation.SANDAL;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.stock.StockKey;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged and hostile drops of orders: a line costs itself, and every line is accounted for. */
@Tag("system")
@Timeout(300)
class HostileOrdersTest {
  private static final String GOOD = shipped("good-1", "NY01", "1", "2026-11-23T14:00:00Z");
  private static final String DELTA = "SBS_NO,STORE_CODE,UPC,QTY\n1,001,%s,10\n".formatted(BOOT);

  private HostileInstallation installation;

  @BeforeEach
  void open() throws InterruptedException {
    installation = new HostileInstallation();
  }

  @AfterEach
  void close() {
    installation.close();
  }

  private static String shipped(String id, String facility, String quantity, String completedAt) {
    return """
    {"orderId":"%s","channel":"SHOPIFY","status":"APPROVED","lastUpdated":"2026-11-23T14:00:00Z",\
    "items":[{"seqId":"1","upca":"%s","quantity":%s,"facilityId":"%s","status":"COMPLETED",\
    "completedAt":"%s"}]}
    """
        .formatted(id, BOOT, quantity, facility, completedAt);
  }

  static Stream<Arguments> hostileLines() {
    return Stream.of(
        Arguments.of(
            "a deep line",
            "{\"orderId\":\"deep\",\"x\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}",
            "it has more than 100 levels, a number of more than 100 digits, or too long a name"),
        Arguments.of(
            "a huge number",
            "{\"orderId\":\"n\",\"x\":" + "9".repeat(5_000) + "}",
            "it has more than 100 levels, a number of more than 100 digits, or too long a name"),
        Arguments.of(
            "a quantity that cannot be added",
            shipped("big1", "NY01", "9223372036854775807", "2026-11-23T14:00:00Z"),
            "items[0].quantity is more than 10,000,000: 9223372036854775807"),
        Arguments.of(
            "a quantity with an exponent",
            shipped("big2", "NY01", "1e99999999", "2026-11-23T14:00:00Z"),
            "items[0].quantity is not a whole number: 1E+99999999"),
        Arguments.of(
            "a time of another age",
            shipped("t", "NY01", "1", "+999999999-12-31T23:59:59-18:00"),
            "items[0].completedAt '+999999999-12-31T23:59:59-18:00' is not an ISO-8601 time with"
                + " offset (Z, +hh:mm, +hhmm or +hh) from 1970 to 9999"),
        Arguments.of(
            "an id of 3,000 letters",
            shipped("x".repeat(3_000), "NY01", "1", "2026-11-23T14:00:00Z"),
            "orderId 'a text of 3000 characters' has more than 200 characters"),
        Arguments.of(
            "half a character",
            shipped("a\\ud800", "NY01", "1", "2026-11-23T14:00:00Z"),
            "orderId 'a?' has an unpaired surrogate, which is half a character"),
        Arguments.of(
            "a control character",
            shipped("a\\u001fb", "NY01", "1", "2026-11-23T14:00:00Z"),
            "orderId 'a<U+001F>b' has control characters"),
        Arguments.of(
            "the queue as a store",
            shipped("q", "~queue", "1", "2026-11-23T14:00:00Z"),
            "items[0].facilityId '~queue' begins with ~ or holds #"),
        Arguments.of(
            "a UPCA of digits that is not one",
            shipped("u", "NY01", "1", "2026-11-23T14:00:00Z").replace(BOOT, "2.050.000.100.017"),
            "items[0].upca '2.050.000.100.017' is not 1 to 18 digits, not all zero"),
        Arguments.of(
            "a byte order mark between two orders",
            "\uFEFF" + shipped("b", "NY01", "1", "2026-11-23T14:00:00Z"),
            "it is not JSON: a byte order mark stands at column 1; remove it"),
        Arguments.of(
            "too many lines", lines("more", 5_001), "items has 5,001 lines, more than 5,000"),
        Arguments.of(
            "a long line",
            "{\"orderId\":\"long\",\"note\":\"" + "x".repeat(1_048_576) + "\"}",
            "it has 1,048,604 bytes, more than 1,048,576"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileLines")
  void aHostileLineIsOneRejectAndTheOthersAreRecorded(String name, String line, String sentence)
      throws Exception {
    String drop =
        GOOD + line.strip() + "\n" + shipped("good-2", "NV01", "2", "2026-11-23T14:00:00Z");
    JsonNode report = installation.imported("orders/o.jsonl", drop);
    assertThat(report.path("status").asText()).isEqualTo("IMPORTED");
    assertThat(report.path("rows").path("read").asLong()).isEqualTo(3);
    assertThat(report.path("rows").path("kept").asLong()).isEqualTo(2);
    assertThat(report.path("rows").path("rejected").path("NOT_AN_ORDER").asLong()).isEqualTo(1);
    assertThat(installation.rejects(report))
        .singleElement()
        .asString()
        .contains("line 2: " + sentence.replace("\"", "\"\""));
    assertThat(installation.onHand("NY01", BOOT)).isEqualTo(-1);
    assertThat(installation.onHand("NV01", BOOT)).isEqualTo(-2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileLines")
  void aHostileEventIsOneRejectAndNotADeadLetter(String name, String line, String sentence)
      throws Exception {
    JsonNode detail;
    try {
      detail = JsonCodec.read(line);
      JsonCodec.bytes(detail);
    } catch (JsonProcessingException | IllegalStateException e) {
      // A bus does not take such an event; an empty one is as wrong.
      detail = JsonCodec.MAPPER.createObjectNode();
    }
    int before = installation.system.wiring().files().list("reports/imports/").size();
    installation.system.send("OrderBus", "oms", "OrderVersion", detail);
    installation.system.awaitQuiet();
    assertThat(installation.system.failedEvents()).isEmpty();
    assertThat(installation.system.wiring().files().list("reports/imports/")).hasSize(before + 1);
    assertThat(installation.onHand("NY01", BOOT)).isZero();
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheFirstOrder() throws Exception {
    JsonNode report = installation.imported("orders/o.jsonl", "\uFEFF" + GOOD);
    assertThat(report.path("rows").path("kept").asLong()).isEqualTo(1);
    assertThat(installation.onHand("NY01", BOOT)).isEqualTo(-1);
  }

  @Test
  void timesWithAnyOffsetAreReadAndMarkedUpcasAreProducts() throws Exception {
    String mixed =
        shipped("O-101", "NY01", "1", "2026-11-23T14:00:00.000+0000")
            + shipped("O-102", "NY01", "1", "2026-11-23T14:00:00-06")
            + shipped("O-103", "NY01", "2.0", "2026-11-23T14:00:00Z")
            + shipped("O-104", "NY01", "1", "2026-11-23T14:00:00Z")
                .replace("\"" + BOOT + "\"", BOOT)
            + shipped("O-105", "NY01", "1", "2026-11-23T14:00:00Z").replace(BOOT, "'" + BOOT)
            + shipped("O-106", "NY01", "1", "2026-11-23T14:00:00Z")
                .replace("COMPLETED", "completed")
            + shipped("O-107", "NY01", "1", "2026-11-23T14:00:00Z")
                .replace("14:00:00Z", "14:00:00-0600")
            + shipped("O-108", "NY01", "1", "2026-11-23T14:00:00Z")
                .replaceFirst("\"2026-11-23T14:00:00Z\"", "1763906400000")
            + "\n"
            + shipped("O-109", "NY01", "1", "2026-11-23T14:00:00Z").strip()
            + "\r\n";
    JsonNode report = installation.imported("orders/mix.jsonl", mixed);
    assertThat(report.path("rows").path("read").asLong()).isEqualTo(9);
    assertThat(installation.rejects(report))
        .singleElement()
        .asString()
        .contains("line 8: lastUpdated '1763906400000' is not an ISO-8601 time with offset");
    assertThat(installation.onHand("NY01", BOOT)).isEqualTo(-9);
  }

  @Test
  void aSnapshotTimeOfMetadataHasAnyOffset() throws Exception {
    installation.drop(
        "incoming/us/delta.csv",
        DELTA.getBytes(UTF_8),
        Map.of("snapshot-time", "2026-11-24T06:30:00.000-0600 "));
    assertThat(installation.onHand("NY01", BOOT)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "'[', it begins with '['; write one order a line",
    "'{', its JSON document is over several lines; write one order a line"
  })
  void anArrayAndAPrettyDocumentAreRefusedAsAWhole(String first, String reason) throws Exception {
    JsonNode report =
        installation.imported("orders/o.jsonl", first + "\n" + GOOD.strip() + ",\n" + GOOD);
    assertThat(report.path("status").asText()).isEqualTo("REFUSED");
    assertThat(report.path("reason").asText())
        .isEqualTo("orders/o.jsonl: " + reason + ", not an array");
    assertThat(installation.onHand("NY01", BOOT)).isZero();
  }

  @Test
  void twoOrdersThatAreNotUtf8DoNotBecomeOne() throws Exception {
    String two =
        shipped("M-\u00e9", "NY01", "1", "2026-11-23T14:00:00Z")
            + shipped("M-\u00e8", "NY01", "5", "2026-11-23T14:00:00Z");
    JsonNode report = installation.imported("orders/o.jsonl", (two + GOOD).getBytes(ISO_8859_1));
    assertThat(report.path("rows").path("rejected").path("NOT_AN_ORDER").asLong()).isEqualTo(2);
    assertThat(installation.onHand("NY01", BOOT)).isEqualTo(-1);
  }

  @Test
  void anOrderOfFiveThousandLinesIsStoredAndItsDeliveryIsRight() throws Exception {
    JsonNode report = installation.imported("orders/o.jsonl", GOOD + lines("many", 5_000));
    assertThat(report.path("rows").path("kept").asLong()).isEqualTo(2);
    assertThat(installation.onHand("NY01", BOOT)).isEqualTo(-2_501);
    assertThat(installation.onHand("NV01", SANDAL)).isEqualTo(-2_500);
    installation.imported("orders/again.jsonl", lines("many", 5_000));
    assertThat(installation.onHand("NY01", BOOT)).isEqualTo(-2_501);
    installation.drop(
        "incoming/us/delta.csv",
        DELTA.replace(",10", ",9000").getBytes(UTF_8),
        Map.of("snapshot-time", "2026-11-24T06:30:00Z"));
    assertThat(installation.onHand("NY01", BOOT))
        .as("the order is not complete, so Retail Pro does not know its units")
        .isEqualTo(9_000 - 2_501);
    assertThat(
            installation.system.wiring().ledger().orders(StockKey.of("NY01", BOOT)).stream()
                .mapToInt(order -> order.shipped().size())
                .sum())
        .isEqualTo(2_501);
  }

  @Test
  void aDamagedStoredOrderStopsNeitherOtherOrdersNorDeliveries() throws Exception {
    installation.imported(
        "orders/o.jsonl", GOOD + shipped("bad", "NY01", "4", "2026-11-23T14:00:00Z"));
    DamagedRecords.overflowFacts(installation.system, StockKey.of("NY01", BOOT), "bad");
    DamagedRecords.damageHistory(installation.system, "bad");
    JsonNode report =
        installation.imported(
            "orders/more.jsonl",
            shipped("bad", "NY01", "5", "2026-11-23T15:00:00Z")
                + shipped("good-3", "NY01", "3", "2026-11-23T14:00:00Z"));
    assertThat(report.path("rows").path("rejected").path("NOT_RECORDED").asLong()).isEqualTo(1);
    assertThat(installation.rejects(report))
        .singleElement()
        .asString()
        .contains("line 1: order bad: its stored history is damaged: lines is missing");
    installation.drop(
        "incoming/us/delta.csv",
        DELTA.getBytes(UTF_8),
        Map.of("snapshot-time", "2026-11-24T06:30:00Z"));
    assertThat(installation.onHand("NY01", BOOT)).as("without the damaged order").isEqualTo(10 - 4);
    String ageing =
        installation.system.wiring().files().list("").stream()
            .filter(file -> file.key().endsWith("/ageing.csv"))
            .map(file -> installation.text(file.key()))
            .collect(Collectors.joining());
    assertThat(ageing).contains("bad,not readable,NY01," + BOOT + ",0");
  }

  @Test
  void aDamagedStoredOrderDoesNotStopAChangeOfTheFacilities() throws Exception {
    installation.imported(
        "orders/o.jsonl",
        shipped("bad", "SF01", "4", "2026-11-23T14:00:00Z")
            + shipped("good-3", "SF01", "3", "2026-11-23T14:00:00Z")
                .replace("\"status\":\"COMPLETED\"", "\"status\":\"APPROVED\""));
    assertThat(installation.reserved("~queue", BOOT)).isEqualTo(3);
    DamagedRecords.damageHistory(installation.system, "bad");
    installation.drop(
        "facilities/facilities.csv",
        "facilityId,externalFacilityId\nNY01,1/001\nNV01,1/002\nSF01,1/003\n");
    assertThat(installation.reserved("SF01", BOOT)).isEqualTo(3);
    assertThat(installation.reserved("~queue", BOOT)).isZero();
    assertThat(
            installation.system.wiring().files().list("rejects/orders/").stream()
                .map(file -> installation.text(file.key()))
                .collect(Collectors.joining()))
        .contains("NOT_PROJECTED", "order bad: its stored history is damaged");
  }

  @Test
  void facilityIdsWithControlCharactersAndCatalogKeysThatLookAlikeAreNotMixedUp() throws Exception {
    JsonNode facilities =
        installation.imported(
            "facilities/facilities.csv",
            "facilityId,externalFacilityId\nNY01,1/001\n\"A\u0007B\",1/009\n");
    assertThat(installation.rejects(facilities))
        .singleElement()
        .asString()
        .contains("the facilityId 'A<U+0007>B' has control characters");
    JsonNode catalog =
        installation.imported(
            "catalog/catalog.csv",
            "upca,productId,shopifyInventoryItemId\n%1$s,10001#48100099,\n%1$s,10001,48100099\n"
                .formatted(BOOT));
    assertThat(catalog.path("rows").path("kept").asLong()).isEqualTo(2);
    assertThat(installation.system.wiring().ports().catalog().find(StockKey.of("NY01", BOOT).upc()))
        .as("both rows, so that the UPCA is ambiguous")
        .hasSize(2);
  }

  private static String lines(String id, int count) {
    String items =
        IntStream.range(0, count)
            .mapToObj(
                n ->
                    """
                    {"seqId":"%d","upca":"%s","quantity":1,"facilityId":"%s","status":"COMPLETED",\
                    "completedAt":"2026-11-23T14:00:00Z"}\
                    """
                        .formatted(n, n % 2 == 0 ? BOOT : SANDAL, n % 2 == 0 ? "NY01" : "NV01"))
            .collect(Collectors.joining(","));
    return """
    {"orderId":"%s","channel":"SHOPIFY","status":"APPROVED","lastUpdated":"2026-11-23T14:00:00Z",\
    "items":[%s]}
    """
        .formatted(id, items);
  }
}
