// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.shopsync.mirror.MirroredOrder;
import io.inventorybridge.shopsync.mirror.OrderMirror;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.shopsync.shop.ShopDisposition;
import io.inventorybridge.shopsync.shop.ShopFulfillment;
import io.inventorybridge.shopsync.shop.ShopOrder;
import io.inventorybridge.shopsync.shop.ShopRefund;
import io.inventorybridge.shopsync.shop.ShopScope;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states that staff and the shop bring a pair into, and what a reading makes of them. */
class StaffStatesTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final InventoryItemId ITEM = new InventoryItemId("48100001");
  private static final ShopLocationId HERE = new ShopLocationId("9");
  private static final ShopLocationId THERE = new ShopLocationId("10");

  private final SyncFixture scene = new SyncFixture();

  private List<DiscrepancyReason> reasons(List<PairDiscrepancy> rows) {
    return rows.stream().map(PairDiscrepancy::reason).toList();
  }

  private List<DiscrepancyReason> fullTwice() {
    scene.full();
    scene.pass(Duration.ofMinutes(15));
    scene.second();
    scene.pass(Duration.ofHours(24));
    return reasons(scene.full().discrepancies());
  }

  @Test
  void unitsThatStaffSetAsideStayOffSale() {
    ItemAtLocation pair = scene.offered(1, 20);
    scene.real.setAside(pair, 3);
    assertThat(fullTwice()).containsExactly(DiscrepancyReason.SET_ASIDE);
    assertThat(scene.available(pair)).isEqualTo(17);
  }

  @Test
  void aSettingMakesUpForUnitsThatAreSetAside() {
    ItemAtLocation pair = scene.offered(1, 20);
    scene.settings = scene.settings.with(PublishSettings.SetAside.IGNORE);
    scene.real.setAside(pair, 3);
    fullTwice();
    assertThat(scene.available(pair)).isEqualTo(20);
  }

  @Test
  void aRowOfUnitsSetAsideTellsSinceWhen() {
    ItemAtLocation pair = scene.offered(1, 20);
    scene.real.setAside(pair, 3);
    Instant found = scene.now;
    scene.full();
    scene.pass(Duration.ofHours(24));
    assertThat(scene.full().discrepancies())
        .extracting(PairDiscrepancy::since)
        .containsExactly(Optional.of(found));
  }

  @Test
  void aPairIsNotRaisedWithoutTheScopeForFulfillmentOrders() {
    ItemAtLocation pair = scene.offered(1, 20);
    scene.real.stock(pair, 15);
    scene.permissions = new HashSet<>(scene.permissions);
    scene.permissions.remove("read_merchant_managed_fulfillment_orders");
    assertThat(fullTwice()).containsExactly(DiscrepancyReason.NOT_READABLE);
    assertThat(scene.available(pair)).isEqualTo(15);
  }

  @Test
  void aPairIsLoweredWithoutTheScopeForFulfillmentOrders() {
    ItemAtLocation pair = scene.offered(1, 20);
    scene.real.stock(pair, 25);
    scene.permissions = new HashSet<>(scene.permissions);
    scene.permissions.remove("read_merchant_managed_fulfillment_orders");
    scene.full();
    assertThat(scene.available(pair)).isEqualTo(20);
  }

  @Test
  void unitsOfAnEditAreNotGivenBackAndThePairSaysSo() {
    ItemAtLocation pair = edited();
    assertThat(fullTwice()).containsExactly(DiscrepancyReason.NOT_READABLE);
    assertThat(scene.available(pair)).isEqualTo(17);
    scene.real.stock(pair, 14);
    assertThat(fullTwice()).containsExactly(DiscrepancyReason.NOT_READABLE);
    assertThat(scene.available(pair)).isEqualTo(14);
  }

  @Test
  void aPairThatWasLoweredToWhatItSurelyShowsSaysSoEveryNight() {
    ItemAtLocation pair = edited();
    scene.real.stock(pair, 25);
    assertThat(reasons(scene.full().discrepancies()))
        .containsExactlyInAnyOrder(DiscrepancyReason.LOWERED, DiscrepancyReason.NOT_READABLE);
    scene.pass(Duration.ofHours(24));
    scene.full();
    scene.pass(Duration.ofHours(24));
    assertThat(reasons(scene.full().discrepancies()))
        .containsExactly(DiscrepancyReason.NOT_READABLE);
  }

  @Test
  void whatTheShopHidesWithoutTheScopeForFulfillmentOrdersIsReadWhenItIsGranted() {
    scene.real.buy(scene.offered(1, 20), 1);
    scene.full();
    Optional<Instant> whole = scene.mirror.load().readFrom();
    Set<String> all = scene.permissions;
    scene.permissions = new HashSet<>(all);
    scene.permissions.remove("read_merchant_managed_fulfillment_orders");
    scene.pass(Duration.ofHours(24));
    scene.full();
    assertThat(scene.mirror.load().readFrom()).isEqualTo(whole);
    scene.permissions = all;
    scene.pass(Duration.ofHours(24));
    scene.full();
    assertThat(scene.mirror.load().readFrom()).contains(scene.now);
  }

  @Test
  void returnsThatCouldNotBeReadAreReadWhenTheScopeIsGranted() {
    ItemAtLocation pair = scene.offered(1, 20);
    String order = scene.real.buy(pair, 2);
    scene.real.fulfill(order);
    scene.real.takeBack(order, 1, true);
    Set<String> all = scene.permissions;
    scene.permissions = new HashSet<>(all);
    scene.permissions.remove("read_returns");
    scene.full();
    assertThat(scene.mirror.load().orders().get(order).dispositions()).isEmpty();
    scene.permissions = all;
    scene.pass(Duration.ofHours(24));
    scene.full();
    assertThat(scene.mirror.load().orders().get(order).dispositions())
        .contains(scene.real.dispositions(order));
  }

  // An order of 3 that we know, edited to 1 without a restock.
  private ItemAtLocation edited() {
    ItemAtLocation pair = scene.offered(1, 20);
    String order = scene.real.buy(pair, 3);
    scene.numbers.known(pair, order, 3);
    scene.recent();
    scene.real.editDown(order, 2);
    scene.numbers.held.get(pair).put(order, 1L);
    scene.numbers.online(pair, 19);
    scene.recent();
    scene.pass(Duration.ofMinutes(30));
    return pair;
  }

  @Test
  void anOperatorsWordMakesAnUnclearPairExactUntilItsOrderChangesAgain() {
    ItemAtLocation pair = edited();
    fullTwice();
    assertThat(new AcceptingPair(scene.published, () -> scene.now).accept(pair)).isEmpty();
    scene.recent();
    assertThat(scene.full().agreed()).isEqualTo(1);
    assertThat(scene.available(pair)).isEqualTo(17);
    scene.real.stock(pair, 16);
    fullTwice();
    assertThat(scene.available(pair)).isEqualTo(17);
  }

  @Test
  void onlyAPairThatIsNotReadableCanBeAccepted() {
    AcceptingPair accepting = new AcceptingPair(scene.published, () -> scene.now);
    assertThat(accepting.accept(scene.offered(1, 20)))
        .contains("48100001@9: the pair is readable, so there is nothing to accept");
    assertThat(accepting.accept(new ItemAtLocation(new InventoryItemId("48100002"), HERE)))
        .contains("48100002@9: no sync has met this pair; name it as item@location");
  }

  @Test
  void anOrderThatDiffersIsToldThoughTheSumAgrees() {
    ItemAtLocation pair = scene.offered(1, 20);
    String order = scene.real.buy(pair, 2);
    scene.numbers.known(pair, order, 2);
    scene.recent();
    scene.real.cancel(order, false);
    scene.numbers.held.get(pair).remove(order);
    scene.numbers.online(pair, 20);
    scene.recent();
    scene.pass(Duration.ofMinutes(30));
    assertThat(fullTwice()).containsExactly(DiscrepancyReason.ORDER_DIFFERS);
    assertThat(scene.available(pair)).isEqualTo(18);
  }

  @Test
  void aRiseEndsAtTheUnitsThatAreLeft() {
    ItemAtLocation pair = scene.offered(1, 20);
    String order = scene.real.buy(pair, 3);
    scene.numbers.known(pair, order, 3);
    scene.recent();
    // The shop gives the units back, which we do not know yet, and staff takes others away.
    scene.real.cancel(order, true);
    scene.real.stock(pair, 15);
    scene.pass(Duration.ofMinutes(30));
    scene.full();
    scene.pass(Duration.ofMinutes(15));
    scene.second();
    assertThat(scene.available(pair)).isEqualTo(17);
  }

  @Test
  void anOrderOlderThanTheWindowLeavesTheMirrorEvenIfItChangedSince() {
    ItemAtLocation pair = scene.offered(1, 20);
    String order = scene.real.buy(pair, 3);
    scene.full();
    scene.pass(Duration.ofDays(59));
    scene.real.fulfill(order);
    scene.full();
    assertThat(scene.mirror.load().orders()).containsKey(order);
    scene.pass(Duration.ofDays(2));
    scene.full();
    assertThat(scene.mirror.load().orders()).doesNotContainKey(order);
  }

  @Test
  void anOrderThatIsNotClosedStaysWithTheScopeForAllOrders() {
    ItemAtLocation pair = scene.offered(1, 20);
    String order = scene.real.buy(pair, 3);
    scene.permissions = new HashSet<>(scene.permissions);
    scene.permissions.add("read_all_orders");
    scene.full();
    scene.pass(Duration.ofDays(61));
    scene.full();
    assertThat(scene.mirror.load().orders()).containsKey(order);
  }

  // ------------------------------------------------------------------ one order

  private static ShopFulfillment part(
      String number, String status, ShopLocationId at, long total, long remaining) {
    return new ShopFulfillment(
        number,
        "5001",
        status,
        NOON,
        Optional.of(at),
        List.of(
            new ShopFulfillment.Line(
                "1" + number,
                "L",
                Optional.of(ITEM),
                StockQuantity.of(total),
                StockQuantity.of(remaining))));
  }

  private static MirroredOrder order(
      long ordered,
      long current,
      long unfulfilled,
      List<ShopFulfillment> parts,
      List<ShopRefund> refunds,
      Optional<List<ShopDisposition>> dispositions) {
    return new MirroredOrder(
        new ShopOrder(
            "5001",
            NOON,
            NOON,
            Optional.empty(),
            Optional.empty(),
            dispositions.filter(List::isEmpty).isEmpty(),
            List.of(
                new ShopOrder.Line(
                    "L",
                    Optional.of(ITEM),
                    StockQuantity.of(ordered),
                    StockQuantity.of(current),
                    StockQuantity.of(unfulfilled)))),
        parts,
        refunds,
        dispositions);
  }

  private static Map<ItemAtLocation, MirroredOrder.Count> counts(MirroredOrder order) {
    return new OrderMirror(Optional.of(NOON), Map.of("5001", order))
        .orders()
        .get("5001")
        .counts(Optional.of(HERE));
  }

  private static MirroredOrder.Count here(MirroredOrder order) {
    return counts(order).get(new ItemAtLocation(ITEM, HERE));
  }

  @Test
  void anOrderCancelledWithoutARestockHasTakenItsUnitsWhereItWouldHaveBeenShipped() {
    MirroredOrder order =
        order(
            2,
            0,
            0,
            List.of(part("1", "CANCELLED", THERE, 0, 0)),
            List.of(
                new ShopRefund(
                    "R",
                    List.of(
                        new ShopRefund.Line(
                            "L",
                            StockQuantity.of(2),
                            ShopRefund.RestockType.NO_RESTOCK,
                            false,
                            Optional.empty())))),
            Optional.of(List.of()));
    assertThat(counts(order))
        .isEqualTo(Map.of(new ItemAtLocation(ITEM, THERE), new MirroredOrder.Count(2, 2, 0)));
  }

  @Test
  void aFulfillmentThatWasCancelledAndMadeAnewCountsItsLineOnce() {
    MirroredOrder order =
        order(
            2,
            2,
            2,
            List.of(part("1", "CLOSED", HERE, 2, 0), part("2", "OPEN", HERE, 2, 2)),
            List.of(),
            Optional.of(List.of()));
    assertThat(here(order)).isEqualTo(new MirroredOrder.Count(2, 2, 2));
  }

  @Test
  void aFulfillmentOrderThatMovedCountsAtItsNewLocationOnly() {
    MirroredOrder order =
        order(
            2,
            2,
            2,
            List.of(part("1", "CLOSED", HERE, 2, 0), part("2", "OPEN", THERE, 2, 2)),
            List.of(),
            Optional.of(List.of()));
    assertThat(here(order)).isEqualTo(new MirroredOrder.Count(0, 0, 0));
    assertThat(counts(order).get(new ItemAtLocation(ITEM, THERE)))
        .isEqualTo(new MirroredOrder.Count(2, 2, 2));
  }

  @ParameterizedTest
  @CsvSource({
    // restocked units of a return, at this location, at another one, not at all, not readable
    "1,9,true,1,1",
    "1,10,true,2,2",
    "1,9,false,2,2",
    "0,9,false,0,2",
  })
  void aReturnGivesBackWhatItsDispositionSays(
      long units, String location, boolean restocked, long fewest, long most) {
    Optional<List<ShopDisposition>> dispositions =
        units == 0
            ? Optional.empty()
            : Optional.of(
                List.of(
                    new ShopDisposition(
                        Optional.of("L"),
                        StockQuantity.of(units),
                        restocked,
                        Optional.of(new ShopLocationId(location)))));
    MirroredOrder order =
        order(2, 2, 0, List.of(part("1", "CLOSED", HERE, 2, 0)), List.of(), dispositions);
    assertThat(here(order)).isEqualTo(new MirroredOrder.Count(fewest, most, 0));
  }

  @Test
  void aRestockStatedByRefundAndReturnMayBeTheSame() {
    MirroredOrder order =
        order(
            2,
            1,
            0,
            List.of(part("1", "CLOSED", HERE, 2, 0)),
            List.of(
                new ShopRefund(
                    "1",
                    List.of(
                        new ShopRefund.Line(
                            "L",
                            StockQuantity.of(1),
                            ShopRefund.RestockType.RETURN,
                            true,
                            Optional.of(HERE))))),
            Optional.of(
                List.of(
                    new ShopDisposition(
                        Optional.of("L"), StockQuantity.of(1), true, Optional.of(HERE)))));
    assertThat(here(order)).isEqualTo(new MirroredOrder.Count(0, 1, 0));
  }

  @Test
  void theScopesThatAreMissingAreNamedWithTheirUse() {
    assertThat(ShopScope.missing(Set.of("read_orders")).getFirst())
        .isEqualTo(ShopScope.READ_PRODUCTS);
  }
}
