// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import static io.inventorybridge.local.publishing.PublishingRetailer.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.shop.ApiOptions;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.statemachine.StateMachineInterpreter;
import io.inventorybridge.shopsync.full.ReportingFullSync;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The states of a real shop that are neither sales nor stock: staff brings them about by GraphQL
 * alone, then the deployed functions synchronize through two nights. Every night ends with the
 * number that is right, never with more than is left, and with the row that names the state.
 */
@Tag("system")
@Timeout(300)
class ShopStatesTest {
  private static final String BOOT = "2050000100017";
  private static final String HAT = "2050000100024";
  private static final ShopLocationId THERE = new ShopLocationId("7002");
  private static final ItemAtLocation PAIR = new ItemAtLocation(new InventoryItemId("11"), HERE);
  private static final ItemAtLocation ELSEWHERE = new ItemAtLocation(PAIR.item(), THERE);
  private static final ItemAtLocation HATS = new ItemAtLocation(new InventoryItemId("12"), HERE);
  private static final String FULFILLMENT_ORDERS = "read_merchant_managed_fulfillment_orders";
  private static final String ALL_ORDERS = "read_all_orders";
  private static final String CATALOG = "upca,productId,shopifyInventoryItemId\n";

  private PublishingRetailer retailer;
  private ShopStaff staff;
  private int nights;
  private int files;

  /** Twenty boots are in the store, and the shop shows them. */
  private void open(String... missingScopes) {
    Set<String> scopes = new HashSet<>(ApiOptions.APP_SCOPES);
    scopes.removeAll(Arrays.asList(missingScopes));
    retailer =
        new PublishingRetailer(
            Duration.ofMillis(100), ApiOptions.DEFAULTS.withGuessedBulkTime().withScopes(scopes));
    staff = new ShopStaff(retailer.shop);
    retailer.shop.open(THERE, "Side Street");
    retailer.shop.offer(FakeVariant.of(PAIR.item(), BOOT));
    retailer.shop.offer(FakeVariant.of(HATS.item(), HAT));
    staff.stock(PAIR, 0);
    settings("KEEP_OFF_SALE");
    retailer.drop(
        "facilities/facilities.csv",
        "facilityId,externalFacilityId,shopifyLocationId\nNYC,1/001,7001\n");
    retailer.drop("catalog/catalog.csv", CATALOG + "%s,v11,11\n%s,v12,12\n".formatted(BOOT, HAT));
    retailer.deliverAndSettle(
        "us/initial",
        "2026-11-23T00:00:00Z",
        "SBS_NO,STORE_CODE,UPC,QTY\n1,001,%s,20\n1,001,%s,0\n".formatted(BOOT, HAT));
    if (missingScopes.length == 0 || !missingScopes[0].equals(FULFILLMENT_ORDERS)) {
      assertThat(night()).isEmpty();
      assertThat(shown()).isEqualTo(20);
    }
  }

  private void settings(String setAside) {
    retailer.settings(
        "{\"publish\":\"LIVE\",\"location\":7001,\"setAside\":\"%s\"}".formatted(setAside));
  }

  private long shown() {
    return staff.available(PAIR);
  }

  /** Retail Pro counts the boots anew. */
  private void count(int units) {
    retailer.deliverAndSettle(
        "us",
        retailer.clock.instant().toString(),
        "SBS_NO,STORE_CODE,UPC,QTY\n1,001,%s,%d\n".formatted(BOOT, units));
  }

  private String order(int units) {
    return staff.order(PAIR.item(), units);
  }

  /** The feed of orders tells of an order of boots. */
  private void tell(String order, String status, int units, String more) {
    retailer.drop(
        "orders/%04d.jsonl".formatted(++files),
        """
        {"orderId":"SO1","channel":"SHOPIFY","shopifyOrderId":"%s","status":"%s",\
        "lastUpdated":"%s","items":[{"seqId":"1","upca":"%s","quantity":%d,"facilityId":"NYC",\
        "status":"%s"%s}]}
        """
            .formatted(
                order.substring(order.lastIndexOf('/') + 1),
                status,
                retailer.clock.instant(),
                BOOT,
                units,
                status,
                more));
  }

  /** Two days: recent syncs, then a full sync; returns the boots' rows of the last report. */
  private Map<DiscrepancyReason, JsonNode> twoNights() {
    night();
    return night();
  }

  private Map<DiscrepancyReason, JsonNode> night() {
    for (int run = 0; run < 3; run++) {
      retailer.clock.pass(Duration.ofMinutes(15));
      assertThat(retailer.recent()).containsEntry("status", "DONE");
    }
    retailer.clock.pass(Duration.ofHours(1));
    String name = "night-" + ++nights;
    assertThat(new FullSyncExecution(retailer).run(name))
        .isInstanceOf(StateMachineInterpreter.Succeeded.class);
    return rows(name, PAIR);
  }

  private Map<DiscrepancyReason, JsonNode> rows(String run, ItemAtLocation pair) {
    Map<DiscrepancyReason, JsonNode> rows = new EnumMap<>(DiscrepancyReason.class);
    for (JsonNode row : report(run).path("discrepancies")) {
      if (row.path("shopifyInventoryItemId").asText().equals(pair.item().number())) {
        rows.put(DiscrepancyReason.valueOf(row.path("reason").asText()), row);
      }
    }
    return rows;
  }

  private JsonNode report(String run) {
    try {
      return JsonCodec.read(
          new String(
              retailer.ports().files().read(ReportingFullSync.key(run) + ".json").orElseThrow(),
              StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String message(Map<DiscrepancyReason, JsonNode> rows, DiscrepancyReason reason) {
    return rows.get(reason).path("message").asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reserved", "damaged", "safety_stock", "quality_control"})
  void setAsideUnitsStayOffSale(String state) {
    open();
    staff.move(PAIR, "available", state, 3);
    Map<DiscrepancyReason, JsonNode> rows = twoNights();
    assertThat(shown()).isEqualTo(17);
    assertThat(rows).containsOnlyKeys(DiscrepancyReason.SET_ASIDE);
    assertThat(message(rows, DiscrepancyReason.SET_ASIDE)).isEqualTo("3 units set aside");

    count(25);
    assertThat(twoNights()).containsOnlyKeys(DiscrepancyReason.SET_ASIDE);
    assertThat(shown()).isEqualTo(22);
    count(18);
    assertThat(twoNights()).containsOnlyKeys(DiscrepancyReason.SET_ASIDE);
    assertThat(shown()).isEqualTo(15);

    staff.move(PAIR, state, "available", 3);
    assertThat(twoNights()).isEmpty();
    assertThat(shown()).isEqualTo(18);
  }

  @Test
  void aSettingPutsSetAsideUnitsOnSale() {
    open();
    staff.move(PAIR, "available", "damaged", 3);
    settings("IGNORE");
    Map<DiscrepancyReason, JsonNode> rows = twoNights();
    assertThat(shown()).isEqualTo(20);
    assertThat(rows).containsOnlyKeys(DiscrepancyReason.SET_ASIDE);
  }

  @Test
  void aDraftThatReservesIsSetAsideAndThenAnOrder() {
    open();
    String draft = staff.reserve(PAIR.item(), 4);
    assertThat(twoNights()).containsOnlyKeys(DiscrepancyReason.SET_ASIDE);
    assertThat(shown()).isEqualTo(16);
    String order = staff.complete(draft);
    assertThat(twoNights()).containsOnlyKeys(DiscrepancyReason.ORDER_DIFFERS);
    assertThat(shown()).isEqualTo(16);
    tell(order, "APPROVED", 4, "");
    assertThat(twoNights()).isEmpty();
    assertThat(shown()).isEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource({"false, 17, false", "false, 17, true", "true, 19, false", "true, 19, true"})
  void unitsThatAnEditTookOffAreNotGivenBack(boolean restock, long after, boolean told) {
    open();
    String order = order(3);
    tell(order, "APPROVED", 3, "");
    assertThat(twoNights()).isEmpty();
    staff.edit(order, 1, restock);
    if (told) {
      tell(order, "APPROVED", 1, "");
    }
    Map<DiscrepancyReason, JsonNode> rows = twoNights();
    assertThat(shown()).isEqualTo(after);
    assertThat(rows).containsKey(DiscrepancyReason.NOT_READABLE);
    assertThat(message(rows, DiscrepancyReason.NOT_READABLE))
        .contains(order.substring(order.lastIndexOf('/') + 1));
  }

  @Test
  void anEditedPairIsLoweredOnlyByWhatItSurelyShowsTooMuch() {
    open();
    String order = order(3);
    tell(order, "APPROVED", 3, "");
    assertThat(twoNights()).isEmpty();
    staff.edit(order, 1, false);
    tell(order, "APPROVED", 1, "");
    staff.adjust(PAIR, 5);
    assertThat(twoNights()).containsKey(DiscrepancyReason.NOT_READABLE);
    assertThat(shown()).isEqualTo(19);
    staff.adjust(PAIR, -9);
    assertThat(twoNights()).containsKey(DiscrepancyReason.NOT_READABLE);
    assertThat(shown()).as("a rise needs a reading that is exact").isEqualTo(10);
  }

  @Test
  void withoutTheScopeOfFulfillmentOrdersNothingIsRaised() {
    open(FULFILLMENT_ORDERS);
    staff.adjust(PAIR, 15);
    String order = order(3);
    Map<DiscrepancyReason, JsonNode> rows = twoNights();
    rows = twoNights();
    assertThat(shown()).isEqualTo(12);
    assertThat(rows).containsKey(DiscrepancyReason.NOT_READABLE);
    assertThat(message(rows, DiscrepancyReason.NOT_READABLE)).contains(FULFILLMENT_ORDERS);
    tell(order, "APPROVED", 3, "");
    rows = twoNights();
    assertThat(shown()).isEqualTo(12);
    assertThat(rows).containsKey(DiscrepancyReason.NOT_READABLE);
    staff.adjust(PAIR, 20);
    twoNights();
    assertThat(shown()).as("what it surely shows too much is taken off").isEqualTo(17);
  }

  @Test
  void committedUnitsWithoutAnOrderCountAsTaken() {
    open(ALL_ORDERS);
    String order = order(3);
    retailer.clock.pass(Duration.ofDays(61));
    assertThat(staff.committed(PAIR)).isEqualTo(3);
    Map<DiscrepancyReason, JsonNode> rows = twoNights();
    assertThat(shown()).isEqualTo(17);
    assertThat(rows).containsOnlyKeys(DiscrepancyReason.UNEXPLAINED);
    assertThat(message(rows, DiscrepancyReason.UNEXPLAINED)).isEqualTo("3 units committed");
    staff.adjust(PAIR, -2);
    assertThat(twoNights()).containsKey(DiscrepancyReason.UNEXPLAINED);
    assertThat(shown()).as("raised to what is left").isEqualTo(17);
    tell(order, "APPROVED", 3, "");
    assertThat(twoNights()).isEmpty();
    assertThat(shown()).isEqualTo(17);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ALL_ORDERS})
  void anOldOrderThatChangedYesterdayIsGivenBackOnce(String missing) {
    open(missing);
    String order = order(2);
    tell(order, "APPROVED", 2, "");
    assertThat(twoNights()).isEmpty();
    retailer.clock.pass(Duration.ofDays(61));
    assertThat(twoNights()).isEmpty();
    assertThat(shown()).isEqualTo(18);
    staff.cancel(order, true);
    assertThat(shown()).isEqualTo(20);
    tell(order, "CANCELLED", 2, "");
    assertThat(twoNights()).isEmpty();
    assertThat(shown()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLineIsCountedOnceHoweverItsWorkChanges(boolean told) {
    open();
    String order = order(2);
    if (told) {
      tell(order, "APPROVED", 2, "");
    }
    Set<DiscrepancyReason> rows = told ? Set.of() : Set.of(DiscrepancyReason.ORDER_DIFFERS);
    assertThat(twoNights().keySet()).isEqualTo(rows);
    staff.cancelShipment(staff.ship(order));
    assertThat(twoNights().keySet()).isEqualTo(rows);
    assertThat(shown()).isEqualTo(18);
    staff.split(order, 1);
    assertThat(twoNights().keySet()).isEqualTo(rows);
    assertThat(shown()).isEqualTo(18);
    staff.ship(order);
    assertThat(twoNights().keySet()).isEqualTo(rows);
    assertThat(shown()).isEqualTo(18);
    assertThat(staff.committed(PAIR)).isEqualTo(1);
    staff.adjust(PAIR, -3);
    twoNights();
    assertThat(shown()).as("raised to what is left").isEqualTo(18);
  }

  @Test
  void anOrderThatAnotherLocationShipsIsNotGivenBackHere() {
    open();
    staff.stock(ELSEWHERE, 2);
    String order = order(2);
    tell(order, "APPROVED", 2, "");
    assertThat(twoNights()).isEmpty();
    staff.move(order, THERE);
    assertThat(shown()).as("by Shopify").isEqualTo(20);
    twoNights();
    assertThat(shown()).isEqualTo(18);
    twoNights();
    assertThat(shown()).isEqualTo(18);
  }

  @ParameterizedTest
  @CsvSource({
    "RESTOCKED, 7001, 19",
    "NOT_RESTOCKED, 7001, 18",
    "PROCESSING_REQUIRED, 7001, 18",
    "MISSING, 7001, 18",
    "RESTOCKED, 7002, 18",
  })
  void aReturnGivesBackWhatItsDispositionSays(String type, String location, long after) {
    open();
    String order = order(2);
    staff.ship(order);
    tell(order, "APPROVED", 2, "");
    assertThat(twoNights()).isEmpty();
    staff.takeBack(order, 1, type, new ShopLocationId(location));
    boolean restocked = after == 19;
    assertThat(twoNights().keySet())
        .isEqualTo(restocked ? Set.of(DiscrepancyReason.ORDER_DIFFERS) : Set.of());
    assertThat(shown()).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({"CANCEL, 7001, 19, 1", "NO_RESTOCK, 7001, 18, 0", "CANCEL, 7002, 18, 1"})
  void aRefundGivesBackWhereStaffSays(String type, String location, long before, int restocked) {
    open();
    String order = order(2);
    tell(order, "APPROVED", 2, "");
    assertThat(twoNights()).isEmpty();
    staff.refund(order, 1, type, new ShopLocationId(location));
    twoNights();
    assertThat(shown()).isEqualTo(before);
    tell(
        order, "APPROVED", 1, ",\"takenQuantity\":2,\"restockedQuantity\":%d".formatted(restocked));
    assertThat(twoNights().keySet()).isSubsetOf(DiscrepancyReason.ORDER_DIFFERS);
    assertThat(shown()).as("Retail Pro has 20, and one is sold").isEqualTo(19);
  }

  @Test
  void aCancellationThatTheFeedDoesNotExplainIsARow() {
    open();
    String order = order(2);
    tell(order, "APPROVED", 2, "");
    assertThat(twoNights()).isEmpty();
    staff.cancel(order, false);
    tell(order, "CANCELLED", 2, "");
    assertThat(twoNights()).containsOnlyKeys(DiscrepancyReason.ORDER_DIFFERS);
    assertThat(shown()).isEqualTo(18);
  }

  @Test
  void aLevelThatStaffSwitchedOffStaysOff() {
    open();
    staff.stock(ELSEWHERE, 2);
    staff.switchOff(PAIR);
    assertThat(twoNights()).containsOnlyKeys(DiscrepancyReason.LEVEL_OFF);
    assertThat(staff.isActive(PAIR)).isFalse();
    count(25);
    assertThat(twoNights().keySet()).isNotEmpty();
    assertThat(staff.isActive(PAIR)).isFalse();
  }

  @Test
  void aLocationThatStaffSwitchedOffStaysOff() {
    open();
    staff.stock(ELSEWHERE, 2);
    staff.switchOff(HERE, THERE);
    assertThat(twoNights()).containsOnlyKeys(DiscrepancyReason.LOCATION_OFF);
    assertThat(shown()).isZero();
    assertThat(staff.available(ELSEWHERE)).isEqualTo(22);
  }

  @Test
  void anItemWithoutUnitsIsNotStocked() {
    open();
    twoNights();
    assertThat(rows("night-" + nights, HATS)).isEmpty();
    assertThat(staff.hasLevel(HATS)).isFalse();
  }

  @Test
  void twoItemsWithOneBarcodeAreNotRaised() {
    open();
    staff.changeBarcode(HATS.item(), BOOT);
    retailer.drop("catalog/catalog.csv", CATALOG + "%s,v11,11\n%s,v12,12\n".formatted(BOOT, BOOT));
    staff.adjust(PAIR, -4);
    count(30);
    twoNights();
    assertThat(shown()).isEqualTo(16);
    assertThat(staff.hasLevel(HATS)).isFalse();
  }

  @Test
  void anItemWhoseBarcodeWasCopiedFallsAndIsNotRaisedAndBothItemsHaveARow() {
    open();
    count(1);
    staff.changeBarcode(HATS.item(), BOOT);
    retailer.drop("catalog/catalog.csv", CATALOG + "%s,v11,11\n%s,v12,12\n".formatted(BOOT, BOOT));
    Map<DiscrepancyReason, JsonNode> rows = night();
    assertThat(rows).containsOnlyKeys(DiscrepancyReason.AMBIGUOUS);
    String since = rows.get(DiscrepancyReason.AMBIGUOUS).path("since").asText();
    assertThat(since).isNotEmpty();
    assertThat(rows("night-" + nights, HATS)).containsOnlyKeys(DiscrepancyReason.AMBIGUOUS);
    assertThat(shown()).isEqualTo(1);
    assertThat(night().get(DiscrepancyReason.AMBIGUOUS).path("since").asText()).isEqualTo(since);
    staff.adjust(PAIR, -1);
    twoNights();
    assertThat(shown()).isZero();
    assertThat(staff.hasLevel(HATS)).isFalse();
  }
}
