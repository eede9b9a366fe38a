// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.ledger.OrderFacts;
import io.inventorybridge.masterdata.facilities.FacilityKinds;
import io.inventorybridge.masterdata.facilities.FacilityKinds.FacilityKind;
import io.inventorybridge.orders.OrderVersion.Item;
import io.inventorybridge.orders.OrderVersion.ShopifyItem;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The rules for the combined history of an order's versions. Times are hours; an item is written
 * {@code "seq facility units status"} with {@code @completed} and {@code !reported} where given;
 * {@code -} means an empty facility.
 */
class OrderRulesTest {
  private static final CanonicalUpc UPC = CanonicalUpc.of("11");
  private static final AcknowledgmentPolicy WHOLE = new AcknowledgmentPolicy.OrderCompleted();
  private static final AcknowledgmentPolicy REPORTED =
      new AcknowledgmentPolicy.Acknowledged(Optional.empty());
  private static final FacilityKinds STORES =
      facility ->
          switch (facility.value()) {
            case "XX" -> FacilityKind.UNKNOWN;
            case "_NA_" -> FacilityKind.VIRTUAL;
            default -> FacilityKind.STORE;
          };

  private OrderHistory history = OrderHistory.of("o1");
  private AcknowledgmentPolicy policy = WHOLE;

  // ------------------------------------------------------------------ open units

  @Test
  void openUnitsAreReservedAtTheirStore() {
    record(1, "APPROVED", "1 NY 3 APPROVED", "2 NV 2 HOLD", "3 NY 1 CREATED");
    assertThat(reserved("NY")).isEqualTo(4);
    assertThat(reserved("NV")).isEqualTo(2);
    assertThat(queue()).isZero();
  }

  @Test
  void openUnitsThatNoStoreHoldsAreQueueDemand() {
    record(1, "APPROVED", "1 - 1 APPROVED", "2 XX 2 APPROVED", "3 _NA_ 3 APPROVED");
    assertThat(queue()).isEqualTo(6);
    assertThat(reserved("XX")).isZero();
    assertThat(reserved("_NA_")).isZero();
  }

  @Test
  void rejectedIsCancelled() {
    record(1, "APPROVED", "1 NY 3 REJECTED", "2 NY 1 CANCELLED");
    assertThat(reserved("NY")).isZero();
    assertThat(unknownAt("NY", 9)).isZero();
  }

  @Test
  void anOpenItemMissingFromTheNewestVersionIsCancelled() {
    record(1, "APPROVED", "1 NY 3 APPROVED", "2 NY 1 APPROVED");
    record(2, "APPROVED", "1 NY 3 APPROVED");
    assertThat(reserved("NY")).isEqualTo(3);
  }

  @Test
  void anItemMovedToAnotherFacilityLeavesTheFirst() {
    record(1, "APPROVED", "1 NY 3 APPROVED");
    record(2, "APPROVED", "1 NV 3 APPROVED");
    assertThat(reserved("NY")).isZero();
    assertThat(reserved("NV")).isEqualTo(3);
    assertThat(history.keys()).contains(StockKey.of("NY", "11"));
    record(3, "APPROVED", "1 - 3 APPROVED");
    assertThat(queue()).isEqualTo(3);
  }

  // ------------------------------------------------------------------ shipped units

  @Test
  void shippedUnitsOfAPartialOrderAreUnknownHoweverMany() {
    record(2, "APPROVED", "1 NY 3 COMPLETED@2", "2 NY 1 APPROVED");
    assertThat(unknownAt("NY", 9)).isEqualTo(3);
    assertThat(reserved("NY")).isEqualTo(1);
  }

  @Test
  void atOrBeforeIsKnownAndStrictlyAfterIsNot() {
    record(5, "COMPLETED@5", "1 NY 3 COMPLETED@2");
    assertThat(unknownAt("NY", 4)).isEqualTo(3);
    assertThat(unknownAt("NY", 5)).isZero();
    assertThat(unknownAt("NY", 6)).isZero();
  }

  @Test
  void aCancelledLastItemThatCompletesTheOrderMakesItKnown() {
    record(2, "APPROVED", "1 NY 1 COMPLETED@2", "2 NY 1 APPROVED");
    assertThat(unknownAt("NY", 9)).isEqualTo(1);
    record(4, "COMPLETED@4", "1 NY 1 COMPLETED@2", "2 NY 1 CANCELLED");
    assertThat(unknownAt("NY", 3)).isEqualTo(1);
    assertThat(unknownAt("NY", 4)).isZero();
    assertThat(reserved("NY")).isZero();
  }

  @Test
  void completedWithoutCompletedAtIsCompletedWhenLastUpdated() {
    record(5, "COMPLETED", "1 NY 1 COMPLETED");
    assertThat(unknownAt("NY", 4)).isEqualTo(1);
    assertThat(unknownAt("NY", 5)).isZero();
  }

  @Test
  void anOrderIsNeverKnownBeforeTheLastOfItsItemsWasCompleted() {
    record(7, "COMPLETED@3", "1 NY 1 COMPLETED@2", "2 NV 1 COMPLETED@6");
    assertThat(unknownAt("NY", 5)).isEqualTo(1);
    assertThat(unknownAt("NY", 6)).isZero();
  }

  @Test
  void aCompletedItemOfACancelledOrderIsShippedAndNotKnown() {
    record(3, "CANCELLED@3", "1 NY 2 COMPLETED@2", "2 NY 1 CANCELLED");
    assertThat(unknownAt("NY", 9)).isEqualTo(2);
  }

  @Test
  void unlessItWasKnownBefore() {
    record(3, "COMPLETED@3", "1 NY 2 COMPLETED@2");
    record(4, "CANCELLED", "1 NY 2 COMPLETED@2");
    assertThat(unknownAt("NY", 9)).isZero();
  }

  @Test
  void aReopenedItemIsOpenAndWhatRetailProKnewOfItIsForgotten() {
    record(3, "COMPLETED@3", "1 NY 2 COMPLETED@2");
    record(4, "APPROVED", "1 NY 2 APPROVED");
    assertThat(reserved("NY")).isEqualTo(2);
    assertThat(unknownAt("NY", 9)).isZero();
    record(5, "APPROVED", "1 NY 2 COMPLETED@5", "2 NY 1 APPROVED");
    assertThat(unknownAt("NY", 9)).isEqualTo(2);
  }

  @Test
  void anItemShippedFromAnotherStoreThanWasKnownIsUnknownThere() {
    record(3, "COMPLETED@3", "1 NY 2 COMPLETED@2");
    record(4, "APPROVED", "1 NV 2 COMPLETED@2", "2 NV 1 APPROVED");
    assertThat(unknownAt("NY", 9)).isZero();
    assertThat(unknownAt("NV", 9)).isEqualTo(2);
  }

  @Test
  void ofMoreUnitsThanWereKnownTheRestIsUnknown() {
    record(3, "COMPLETED@3", "1 NY 2 COMPLETED@2");
    record(4, "APPROVED", "1 NY 5 COMPLETED@2", "2 NY 1 APPROVED");
    assertThat(unknownAt("NY", 9)).isEqualTo(3);
  }

  @Test
  void aCompletedItemMissingFromTheNewestVersionStaysShippedAndIsReported() {
    record(2, "APPROVED", "1 NY 2 COMPLETED@2", "2 NY 1 APPROVED");
    assertThat(record(3, "APPROVED", "2 NY 1 APPROVED"))
        .containsExactly(OrderContradiction.COMPLETED_ITEM_MISSING.name());
    assertThat(unknownAt("NY", 9)).isEqualTo(2);
  }

  // ------------------------------------------------------------------ versions

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    for (List<Integer> order : List.of(List.of(1, 2), List.of(2, 1), List.of(2, 1, 2, 1))) {
      history = OrderHistory.of("o1");
      for (int version : order) {
        if (version == 1) {
          record(3, "COMPLETED@3", "1 NY 2 COMPLETED@2");
        } else {
          record(4, "APPROVED", "1 NV 2 APPROVED");
        }
      }
      assertThat(reserved("NV")).isEqualTo(2);
      assertThat(unknownAt("NY", 0)).isZero();
    }
  }

  @Test
  void atEqualTimeTheContentDecidesInBothOrdersOfArrival() {
    record(1, "APPROVED", "1 NY 1 APPROVED");
    record(1, "APPROVED", "1 NV 2 APPROVED");
    OrderHistory oneWay = history;
    history = OrderHistory.of("o1");
    record(1, "APPROVED", "1 NV 2 APPROVED");
    record(1, "APPROVED", "1 NY 1 APPROVED");
    assertThat(history).isEqualTo(oneWay);
    assertThat(reserved("NY") + reserved("NV")).isIn(1L, 2L);
  }

  @Test
  void fieldsThatLookLikeEachOtherAreOtherContent() {
    OrderVersion one = version(1, "APPROVED", "1 NY 1 APPROVED");
    OrderVersion first = with(one, Optional.of("a|b"), Optional.empty());
    OrderVersion second = with(one, Optional.of("a"), Optional.of("b|"));
    assertThat(first.stamp()).isNotEqualTo(second.stamp());
  }

  // ------------------------------------------------------------------ acknowledged

  @Test
  void anItemIsKnownSinceItWasReportedAndElseSinceItsOrderWas() {
    policy = REPORTED;
    record(6, "APPROVED!5", "1 NY 1 COMPLETED@2!3", "2 NV 2 COMPLETED@2", "3 NY 1 APPROVED");
    assertThat(unknownAt("NY", 2)).isEqualTo(1);
    assertThat(unknownAt("NY", 3)).isZero();
    assertThat(unknownAt("NV", 4)).isEqualTo(2);
    assertThat(unknownAt("NV", 5)).isZero();
  }

  @Test
  void anItemCompletedAfterTheOrderWasReportedIsNotKnownByIt() {
    policy = REPORTED;
    record(6, "APPROVED!3", "1 NY 1 COMPLETED@4", "2 NY 1 APPROVED");
    assertThat(unknownAt("NY", 9)).isEqualTo(1);
  }

  @Test
  void aCompletedOrderThatWasNotReportedIsNotKnown() {
    policy = REPORTED;
    record(6, "COMPLETED@5", "1 NY 1 COMPLETED@4");
    assertThat(unknownAt("NY", 9)).isEqualTo(1);
  }

  @Test
  void knownBeforeCountsWhatWasCompletedBeforeItOrAtItAndNothingAfter() {
    policy = new AcknowledgmentPolicy.Acknowledged(Optional.of(at(5)));
    for (int completed : List.of(4, 5, 6)) {
      history = OrderHistory.of("o1");
      record(7, "COMPLETED@" + completed, "1 NY 1 COMPLETED@3");
      assertThat(unknownAt("NY", 9)).isEqualTo(completed <= 5 ? 0 : 1);
      assertThat(unknownAt("NY", completed - 1)).isEqualTo(1);
    }
  }

  @Test
  void knownBeforeChangesNothingForAnOrderThatSaysWhenItWasReported() {
    policy = new AcknowledgmentPolicy.Acknowledged(Optional.of(at(5)));
    record(7, "COMPLETED@4!6", "1 NY 1 COMPLETED@3");
    assertThat(unknownAt("NY", 5)).isEqualTo(1);
    assertThat(unknownAt("NY", 6)).isZero();
  }

  // ------------------------------------------------------------------ declared known

  @Test
  void anItemCompletedWhenDeclaredIsKnownSinceThenByEitherPolicy() {
    for (AcknowledgmentPolicy either : List.of(WHOLE, REPORTED)) {
      policy = either;
      history = OrderHistory.of("o1");
      record(3, "APPROVED", "1 NY 2 COMPLETED@2", "2 NY 1 APPROVED");
      history = history.declaredKnown(at(5));
      assertThat(unknownAt("NY", 4)).isEqualTo(2);
      assertThat(unknownAt("NY", 5)).isZero();
    }
  }

  @Test
  void aDeclarationMayComeBeforeTheOrderAndTwice() {
    history = history.declaredKnown(at(5)).declaredKnown(at(5));
    record(3, "APPROVED", "1 NY 2 COMPLETED@2", "2 NY 1 APPROVED");
    assertThat(unknownAt("NY", 5)).isZero();
    OrderHistory before = history;
    history = OrderHistory.of("o1");
    record(3, "APPROVED", "1 NY 2 COMPLETED@2", "2 NY 1 APPROVED");
    assertThat(history.declaredKnown(at(5))).isEqualTo(before);
  }

  @Test
  void aDeclarationDoesNotCoverWhatWasCompletedLater() {
    history = history.declaredKnown(at(5));
    record(7, "APPROVED", "1 NY 2 COMPLETED@5", "2 NY 1 COMPLETED@6", "3 NY 1 COMPLETED");
    assertThat(unknownAt("NY", 9)).as("without completedAt: when last updated").isEqualTo(2);
  }

  @Test
  void aDeclaredItemThatIsReopenedIsForgottenWithAnyCompletedAt() {
    record(3, "APPROVED", "1 NY 2 COMPLETED@2", "2 NY 1 APPROVED");
    history = history.declaredKnown(at(5));
    record(6, "APPROVED", "1 NY 2 APPROVED", "2 NY 1 APPROVED");
    assertThat(reserved("NY")).isEqualTo(3);
    record(7, "APPROVED", "1 NY 2 COMPLETED@2", "2 NY 1 APPROVED");
    assertThat(unknownAt("NY", 9)).isEqualTo(2);
    history = history.declaredKnown(at(8));
    assertThat(unknownAt("NY", 9)).isZero();
  }

  // ------------------------------------------------------------------ contradictions

  @Test
  void contradictionsAreAppliedAsStatedAndReported() {
    assertThat(record(3, "COMPLETED@4", "1 - 2 COMPLETED@2", "2 NY 1 APPROVED"))
        .containsExactly(
            "COMPLETED_WITH_OPEN_ITEMS",
            "COMPLETED_ITEM_WITHOUT_FACILITY",
            "COMPLETED_AFTER_LAST_UPDATED");
    assertThat(reserved("NY")).isEqualTo(1);
    assertThat(record(5, "CANCELLED", "1 NY 2 COMPLETED@6", "2 NY 1 APPROVED"))
        .containsExactly("CANCELLED_WITH_OPEN_ITEMS", "COMPLETED_AFTER_LAST_UPDATED");
    assertThat(record(6, "COMPLETED@6", "1 NY 2 COMPLETED@6", "2 NY 1 CANCELLED")).isEmpty();
  }

  @Test
  void anItemWithoutLocationIsReportedWhereStoresHaveTheirOwnLocation() {
    OrderVersion silent = ofShop(1, Optional.of("48"), Optional.empty());
    OrderHistory known = history.with(silent, policy);
    assertThat(OrderContradiction.of(silent, known, ShopLocationResolver.Locations.OF_STORES))
        .containsExactly(OrderContradiction.ITEM_WITHOUT_LOCATION);
    assertThat(OrderContradiction.of(silent, known, ShopLocationResolver.Locations.ONE))
        .as("it is the only one")
        .isEmpty();
    OrderVersion later = ofShop(2, Optional.of("48"), Optional.of("7002"));
    assertThat(
            OrderContradiction.of(
                later, known.with(later, policy), ShopLocationResolver.Locations.OF_STORES))
        .isEmpty();
    OrderVersion noItem = ofShop(3, Optional.empty(), Optional.empty());
    assertThat(
            OrderContradiction.of(
                noItem, history.with(noItem, policy), ShopLocationResolver.Locations.OF_STORES))
        .as("a gift card is not an item of the shop's stock")
        .isEmpty();
  }

  private static OrderVersion ofShop(
      int updated, Optional<String> item, Optional<String> location) {
    return new OrderVersion(
        "o1",
        Optional.of("SHOPIFY"),
        Optional.of("5550001"),
        OrderStatus.parse("CREATED"),
        at(updated),
        Optional.empty(),
        Optional.empty(),
        List.of(
            new Item(
                "1",
                Optional.of(UPC),
                StockQuantity.of(2),
                Optional.empty(),
                ItemStatus.OPEN,
                Optional.empty(),
                Optional.empty(),
                new ShopifyItem(item, location, Optional.empty(), Optional.empty()))));
  }

  // ------------------------------------------------------------------ notation

  private List<String> record(int updated, String status, String... items) {
    OrderVersion version = version(updated, status, items);
    history = history.with(version, policy);
    return OrderContradiction.of(version, history, ShopLocationResolver.Locations.ONE).stream()
        .map(Enum::name)
        .toList();
  }

  private static OrderVersion version(int updated, String status, String... items) {
    return new OrderVersion(
        "o1",
        Optional.empty(),
        Optional.empty(),
        OrderStatus.parse(word(status)),
        at(updated),
        time(status, '@'),
        time(status, '!'),
        List.of(items).stream().map(OrderRulesTest::item).toList());
  }

  private static Item item(String written) {
    String[] cells = written.split(" ");
    return new Item(
        cells[0],
        Optional.of(UPC),
        StockQuantity.of(Long.parseLong(cells[2])),
        cells[1].equals("-") ? Optional.empty() : Optional.of(new FacilityId(cells[1])),
        ItemStatus.parse(word(cells[3])),
        time(cells[3], '@'),
        time(cells[3], '!'),
        ShopifyItem.NONE);
  }

  private static OrderVersion with(
      OrderVersion version, Optional<String> channel, Optional<String> shopifyOrderId) {
    return new OrderVersion(
        version.orderId(),
        channel,
        shopifyOrderId,
        version.status(),
        version.lastUpdated(),
        version.completedAt(),
        version.reportedAt(),
        version.items());
  }

  private static String word(String written) {
    return written.replaceAll("[@!].*", "");
  }

  private static Optional<Instant> time(String written, char sign) {
    int at = written.indexOf(sign);
    return at < 0
        ? Optional.empty()
        : Optional.of(at(Integer.parseInt(written.substring(at + 1).replaceAll("[@!].*", ""))));
  }

  private static Instant at(int hour) {
    return Instant.parse("2026-11-24T00:00:00Z").plusSeconds(3_600L * hour);
  }

  private OrderFacts on(String facility) {
    return history.on(StockKey.of(facility, "11"), STORES);
  }

  private long reserved(String facility) {
    return on(facility).open().units();
  }

  private long queue() {
    return history.on(new StockKey(FacilityId.QUEUE, UPC), STORES).open().units();
  }

  private long unknownAt(String facility, int hour) {
    return on(facility).unknownAt(at(hour)).units();
  }
}
