// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.inventorybridge.shopsync.shop.BulkQuery.PairLevel;
import io.inventorybridge.shopsync.shop.CallOutcome.Reason;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every shop. */
public abstract class OnlineShopContract {
  private static final ShopLocationId HERE = new ShopLocationId("9");
  private static final InventoryItemId BOOT = new InventoryItemId("48100001");
  private static final InventoryItemId SANDAL = new InventoryItemId("48100002");
  private static final InventoryItemId UNKNOWN = new InventoryItemId("999");
  private static final ItemAtLocation PAIR = new ItemAtLocation(BOOT, HERE);
  private static final URI RUN = URI.create("gid://inventory-bridge/Run/1");

  private ShopFixture scene;
  private OnlineShop shop;

  protected abstract ShopFixture begin();

  @BeforeEach
  void open() {
    scene = begin();
    shop = scene.shop();
    scene.open(HERE);
    scene.offer(BOOT, "2050000100017");
    scene.offer(SANDAL, "2050000100024");
    scene.stock(PAIR, 10);
  }

  @AfterEach
  void end() {
    scene.close();
  }

  private static ShopCall.Adjustment adjustment(String key, InventoryItemId item, long difference) {
    return new ShopCall.Adjustment(
        UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
        HERE,
        RUN,
        List.of(new ShopCall.Change(item, StockQuantity.of(difference))));
  }

  private static ShopCall.Correction correction(String key, long quantity, Optional<Long> read) {
    return new ShopCall.Correction(
        UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
        HERE,
        RUN,
        List.of(
            new ShopCall.Target(BOOT, StockQuantity.of(quantity), read.map(StockQuantity::of))));
  }

  private void shows(long available, long committed) {
    InventoryLevel level = scene.shown(PAIR);
    assertThat(level.available()).isEqualTo(StockQuantity.of(available));
    assertThat(level.committed()).isEqualTo(StockQuantity.of(committed));
    assertThat(level.onHand()).isEqualTo(StockQuantity.of(available + committed));
  }

  @Test
  void anAdjustmentAddsToAnyAvailableQuantity() {
    scene.buy(PAIR, 3);
    assertThat(shop.adjust(adjustment("k", BOOT, -2))).isEqualTo(new CallOutcome.Confirmed());
    shows(5, 3);
  }

  @Test
  void theSameCallTwiceCountsOnce() {
    ShopCall.Adjustment call = adjustment("k", BOOT, 4);
    assertThat(shop.adjust(call)).isEqualTo(new CallOutcome.Confirmed());
    assertThat(shop.adjust(call)).isEqualTo(new CallOutcome.Confirmed());
    shows(14, 0);
  }

  @Test
  void theSameDifferenceUnderAnotherKeyCountsAgain() {
    shop.adjust(adjustment("k1", BOOT, 4));
    shop.adjust(adjustment("k2", BOOT, 4));
    shows(18, 0);
  }

  @Test
  void aLostReplyIsFoundOutByTheSameCall() {
    ShopCall.Adjustment call = adjustment("k", BOOT, 4);
    scene.loseNextReply();
    assertThat(shop.adjust(call)).isInstanceOf(CallOutcome.Unanswered.class);
    shows(14, 0);
    assertThat(shop.adjust(call)).isEqualTo(new CallOutcome.Confirmed());
    shows(14, 0);
  }

  @Test
  void aLostRequestIsWrittenByTheSameCall() {
    ShopCall.Adjustment call = adjustment("k", BOOT, 4);
    scene.loseNextRequest();
    assertThat(shop.adjust(call)).isInstanceOf(CallOutcome.Unanswered.class);
    shows(10, 0);
    assertThat(shop.adjust(call)).isEqualTo(new CallOutcome.Confirmed());
    shows(14, 0);
  }

  @Test
  void aKeyStandsForOneCallOnly() {
    shop.adjust(adjustment("k", BOOT, 4));
    assertThat(shop.adjust(adjustment("k", BOOT, 5))).isEqualTo(new CallOutcome.KeyOfAnother());
    shows(14, 0);
  }

  @Test
  void oneUnknownItemKeepsTheWholeCallOutAndIsNamed() {
    ShopCall.Adjustment call =
        new ShopCall.Adjustment(
            UUID.nameUUIDFromBytes(new byte[] {1}),
            HERE,
            RUN,
            List.of(
                new ShopCall.Change(BOOT, StockQuantity.of(1)),
                new ShopCall.Change(UNKNOWN, StockQuantity.of(1))));
    assertThat(shop.adjust(call))
        .isInstanceOfSatisfying(
            CallOutcome.WroteNothing.class,
            nothing ->
                assertThat(nothing.flags())
                    .singleElement()
                    .satisfies(
                        flag -> {
                          assertThat(flag.item()).contains(UNKNOWN);
                          assertThat(flag.reason()).isEqualTo(Reason.UNKNOWN_ITEM);
                        }));
    shows(10, 0);
    assertThat(shop.adjust(call)).isEqualTo(new CallOutcome.KeySpent());
  }

  @Test
  void aBundleIsNotAdjusted() {
    scene.bundle(SANDAL);
    assertThat(shop.adjust(adjustment("k", SANDAL, 1)))
        .isInstanceOfSatisfying(
            CallOutcome.WroteNothing.class,
            nothing ->
                assertThat(nothing.flags().getFirst().reason()).isEqualTo(Reason.NOT_ADJUSTABLE));
  }

  @Test
  void aCorrectionSetsWhatIsAvailableWhileItIsWhatWasRead() {
    scene.buy(PAIR, 3);
    assertThat(shop.set(correction("k", 20, Optional.of(7L))))
        .isEqualTo(new CallOutcome.Confirmed());
    shows(20, 3);
  }

  @Test
  void aCorrectionAfterASaleWritesNothing() {
    scene.buy(PAIR, 1);
    assertThat(shop.set(correction("k", 20, Optional.of(10L))))
        .isInstanceOfSatisfying(
            CallOutcome.WroteNothing.class,
            nothing -> {
              assertThat(nothing.flags().getFirst().reason()).isEqualTo(Reason.STALE);
              assertThat(nothing.flags().getFirst().item()).contains(BOOT);
            });
    shows(9, 1);
  }

  @Test
  void aCorrectionWithoutAReadingSetsInAnyCase() {
    assertThat(shop.set(correction("k", 3, Optional.empty())))
        .isEqualTo(new CallOutcome.Confirmed());
    shows(3, 0);
  }

  @Test
  void nothingToChangeIsConfirmed() {
    assertThat(shop.set(correction("k1", 10, Optional.of(10L))))
        .isEqualTo(new CallOutcome.Confirmed());
    assertThat(shop.adjust(adjustment("k2", BOOT, 0))).isEqualTo(new CallOutcome.Confirmed());
    shows(10, 0);
  }

  @Test
  void aPairThatIsNotStockedGetsALevelThatIsNotSoldUntilItIsActivated() {
    ItemAtLocation pair = new ItemAtLocation(SANDAL, HERE);
    assertThat(shop.levels(HERE, List.of(SANDAL)))
        .containsEntry(SANDAL, new OnlineShop.LevelReading(true, Optional.empty()));
    assertThat(shop.adjust(adjustment("k", SANDAL, 6))).isEqualTo(new CallOutcome.Confirmed());
    assertThat(scene.shown(pair).active()).isFalse();
    assertThat(shop.activate(UUID.nameUUIDFromBytes(new byte[] {7}), pair))
        .isEqualTo(
            new OnlineShop.Activated(
                new InventoryLevel(
                    true, StockQuantity.of(6), StockQuantity.of(6), StockQuantity.ZERO)));
    assertThat(scene.shown(pair).active()).isTrue();
  }

  @Test
  void aDeactivatedPairKeepsItsNumbers() {
    scene.deactivate(PAIR);
    assertThat(shop.levels(HERE, List.of(BOOT)).get(BOOT).level())
        .contains(
            new InventoryLevel(
                false, StockQuantity.of(10), StockQuantity.of(10), StockQuantity.ZERO));
  }

  @Test
  void anItemThatTheShopDoesNotKnowIsNotAmongTheLevels() {
    assertThat(shop.levels(HERE, List.of(BOOT, UNKNOWN))).containsOnlyKeys(BOOT);
  }

  @Test
  void locationsAndPermissionsAreTold() {
    assertThat(shop.locations())
        .extracting(OnlineShop.ShopLocation::location)
        .containsExactly(HERE);
    assertThat(shop.permissions()).contains("read_orders", "write_inventory");
  }

  @Test
  void aBackgroundQueryThatTheShopDoesNotKnowHasFailed() {
    assertThat(shop.poll(new OnlineShop.BulkId("999999"))).isInstanceOf(OnlineShop.Failed.class);
  }

  private <T> List<T> all(BulkQuery<T> query) {
    OnlineShop.BulkStart start = shop.start(query);
    assertThat(start).isInstanceOf(OnlineShop.Started.class);
    OnlineShop.BulkState state = shop.poll(((OnlineShop.Started) start).operation());
    assertThat(state).isInstanceOf(OnlineShop.Completed.class);
    List<T> all = new ArrayList<>();
    shop.download(query, (OnlineShop.Completed) state, all::add);
    return all;
  }

  @Test
  void everyVariantIsListed() {
    scene.bundle(SANDAL);
    assertThat(all(new BulkQuery.Variants()))
        .extracting(ShopVariant::item, it -> it.barcode().orElseThrow(), ShopVariant::bundle)
        .containsExactlyInAnyOrder(
            tuple(BOOT, "2050000100017", false), tuple(SANDAL, "2050000100024", true));
  }

  @Test
  void everyLevelIsListedAlsoThoseThatAreNotSold() {
    scene.stock(new ItemAtLocation(SANDAL, HERE), 2);
    scene.deactivate(PAIR);
    assertThat(all(new BulkQuery.Levels()))
        .containsExactlyInAnyOrder(
            new PairLevel(
                PAIR,
                new InventoryLevel(
                    false, StockQuantity.of(10), StockQuantity.of(10), StockQuantity.ZERO)),
            new PairLevel(
                new ItemAtLocation(SANDAL, HERE),
                new InventoryLevel(
                    true, StockQuantity.of(2), StockQuantity.of(2), StockQuantity.ZERO)));
  }

  @Test
  void anEmptyResultIsAResult() {
    assertThat(all(new BulkQuery.Orders(Instant.EPOCH))).isEmpty();
  }

  @Test
  void anOrderIsSeenWithItsLinesAndWhereItIsCommitted() {
    String number = scene.buy(PAIR, 3);
    ShopOrder order = order();
    assertThat(order.order()).isEqualTo(number);
    assertThat(order.cancelledAt()).isEmpty();
    assertThat(order.mayHaveRefunds()).isFalse();
    ShopOrder.Line line = order.lines().getFirst();
    assertThat(line.item()).contains(BOOT);
    assertThat(line.ordered()).isEqualTo(StockQuantity.of(3));
    assertThat(line.unfulfilled()).isEqualTo(StockQuantity.of(3));
    ShopFulfillment fulfilment = fulfilment();
    assertThat(fulfilment.order()).isEqualTo(number);
    assertThat(fulfilment.location()).contains(HERE);
    assertThat(fulfilment.lines().getFirst().orderLine()).isEqualTo(line.line());
    assertThat(fulfilment.lines().getFirst().remaining()).isEqualTo(StockQuantity.of(3));
  }

  private ShopOrder order() {
    return all(new BulkQuery.Orders(Instant.EPOCH)).getFirst();
  }

  private ShopFulfillment fulfilment() {
    return all(new BulkQuery.Fulfillments(Instant.EPOCH)).getFirst();
  }

  @Test
  void shippedUnitsLeaveCommittedAndOnHand() {
    String number = scene.buy(PAIR, 3);
    scene.fulfill(number);
    shows(7, 0);
    assertThat(order().lines().getFirst().unfulfilled()).isEqualTo(StockQuantity.ZERO);
    assertThat(order().lines().getFirst().current()).isEqualTo(StockQuantity.of(3));
    assertThat(fulfilment().lines().getFirst().remaining()).isEqualTo(StockQuantity.ZERO);
  }

  @Test
  void aCancelledOrderGivesItsUnitsBack() {
    String number = scene.buy(PAIR, 3);
    scene.cancel(number, true);
    shows(10, 0);
    assertThat(order().cancelledAt()).isPresent();
    assertThat(order().mayHaveRefunds()).isTrue();
    ShopRefund.Line line = shop.refunds(number).getFirst().lines().getFirst();
    assertThat(line.quantity()).isEqualTo(StockQuantity.of(3));
    assertThat(line.restockType()).isEqualTo(RestockType.CANCEL);
    assertThat(line.restocked()).isTrue();
    assertThat(line.location()).contains(HERE);
    assertThat(line.orderLine()).isEqualTo(order().lines().getFirst().line());
  }

  @Test
  void anOrderCancelledWithoutRestockGivesNothingBack() {
    String number = scene.buy(PAIR, 3);
    scene.cancel(number, false);
    shows(7, 0);
    assertThat(shop.refunds(number).getFirst().lines().getFirst().restocked()).isFalse();
  }

  @Test
  void returnedUnitsComeBackOnHand() {
    String number = scene.buy(PAIR, 3);
    scene.fulfill(number);
    scene.refund(number, 2, RestockType.RETURN);
    shows(9, 0);
    assertThat(order().lines().getFirst().current()).isEqualTo(StockQuantity.of(1));
    scene.refund(number, 1, RestockType.NO_RESTOCK);
    shows(9, 0);
    assertThat(shop.refunds(number))
        .flatExtracting(ShopRefund::lines)
        .extracting(ShopRefund.Line::restockType)
        .containsExactly(RestockType.RETURN, RestockType.NO_RESTOCK);
  }

  @Test
  void aReturnIsSeenByTheDispositionOfItsUnits() {
    String number = scene.buy(PAIR, 5);
    scene.fulfill(number);
    assertThat(shop.dispositions(number)).isEmpty();
    assertThat(order().hasReturns()).isFalse();
    scene.takeBack(number, 2, true);
    shows(7, 0);
    assertThat(order().hasReturns()).isTrue();
    scene.takeBack(number, 1, false);
    shows(7, 0);
    Optional<String> line = Optional.of(order().lines().getFirst().line());
    assertThat(shop.dispositions(number))
        .extracting(
            ShopDisposition::orderLine, ShopDisposition::quantity, ShopDisposition::restocked)
        .containsExactlyInAnyOrder(
            tuple(line, StockQuantity.of(2), true), tuple(line, StockQuantity.of(1), false));
    assertThat(shop.dispositions(number))
        .filteredOn(ShopDisposition::restocked)
        .extracting(ShopDisposition::location)
        .containsExactly(Optional.of(HERE));
    assertThat(shop.refunds(number)).isEmpty();
  }

  @Test
  void anUnknownOrderHasNeitherRefundsNorDispositions() {
    assertThat(shop.refunds("123456789")).isEmpty();
    assertThat(shop.dispositions("123456789")).isEmpty();
  }
}
