// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.inventorybridge.stock.Quantity;
import io.inventorybridge.sync.shop.Answer.Reason;
import io.inventorybridge.sync.shop.BulkQuery.PairLevel;
import io.inventorybridge.sync.shop.ShopRefund.RestockType;
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
public abstract class ShopContract {
  private static final LocationId HERE = new LocationId("9");
  private static final ItemId BOOT = new ItemId("48100001");
  private static final ItemId SANDAL = new ItemId("48100002");
  private static final ItemId UNKNOWN = new ItemId("999");
  private static final Pair PAIR = new Pair(BOOT, HERE);
  private static final URI RUN = URI.create("gid://inventory-bridge/Run/1");

  private ShopScene scene;
  private Shop shop;

  protected abstract ShopScene begin();

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

  private static Call.Adjustment adjustment(String key, ItemId item, long difference) {
    return new Call.Adjustment(
        UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
        HERE,
        RUN,
        List.of(new Call.Change(item, Quantity.of(difference))));
  }

  private static Call.Correction correction(String key, long quantity, Optional<Long> read) {
    return new Call.Correction(
        UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
        HERE,
        RUN,
        List.of(new Call.Target(BOOT, Quantity.of(quantity), read.map(Quantity::of))));
  }

  private void shows(long available, long committed) {
    Level level = scene.shown(PAIR);
    assertThat(level.available()).isEqualTo(Quantity.of(available));
    assertThat(level.committed()).isEqualTo(Quantity.of(committed));
    assertThat(level.onHand()).isEqualTo(Quantity.of(available + committed));
  }

  @Test
  void anAdjustmentAddsToAnyAvailableQuantity() {
    scene.buy(PAIR, 3);
    assertThat(shop.adjust(adjustment("k", BOOT, -2))).isEqualTo(new Answer.Confirmed());
    shows(5, 3);
  }

  @Test
  void theSameCallTwiceCountsOnce() {
    Call.Adjustment call = adjustment("k", BOOT, 4);
    assertThat(shop.adjust(call)).isEqualTo(new Answer.Confirmed());
    assertThat(shop.adjust(call)).isEqualTo(new Answer.Confirmed());
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
    Call.Adjustment call = adjustment("k", BOOT, 4);
    scene.loseNextReply();
    assertThat(shop.adjust(call)).isInstanceOf(Answer.Unanswered.class);
    shows(14, 0);
    assertThat(shop.adjust(call)).isEqualTo(new Answer.Confirmed());
    shows(14, 0);
  }

  @Test
  void aLostRequestIsWrittenByTheSameCall() {
    Call.Adjustment call = adjustment("k", BOOT, 4);
    scene.loseNextRequest();
    assertThat(shop.adjust(call)).isInstanceOf(Answer.Unanswered.class);
    shows(10, 0);
    assertThat(shop.adjust(call)).isEqualTo(new Answer.Confirmed());
    shows(14, 0);
  }

  @Test
  void aKeyStandsForOneCallOnly() {
    shop.adjust(adjustment("k", BOOT, 4));
    assertThat(shop.adjust(adjustment("k", BOOT, 5))).isEqualTo(new Answer.KeyOfAnother());
    shows(14, 0);
  }

  @Test
  void oneUnknownItemKeepsTheWholeCallOutAndIsNamed() {
    Call.Adjustment call =
        new Call.Adjustment(
            UUID.nameUUIDFromBytes(new byte[] {1}),
            HERE,
            RUN,
            List.of(
                new Call.Change(BOOT, Quantity.of(1)), new Call.Change(UNKNOWN, Quantity.of(1))));
    assertThat(shop.adjust(call))
        .isInstanceOfSatisfying(
            Answer.WroteNothing.class,
            nothing ->
                assertThat(nothing.flags())
                    .singleElement()
                    .satisfies(
                        flag -> {
                          assertThat(flag.item()).contains(UNKNOWN);
                          assertThat(flag.reason()).isEqualTo(Reason.UNKNOWN_ITEM);
                        }));
    shows(10, 0);
    assertThat(shop.adjust(call)).isEqualTo(new Answer.KeySpent());
  }

  @Test
  void aBundleIsNotAdjusted() {
    scene.bundle(SANDAL);
    assertThat(shop.adjust(adjustment("k", SANDAL, 1)))
        .isInstanceOfSatisfying(
            Answer.WroteNothing.class,
            nothing ->
                assertThat(nothing.flags().getFirst().reason()).isEqualTo(Reason.NOT_ADJUSTABLE));
  }

  @Test
  void aCorrectionSetsWhatIsAvailableWhileItIsWhatWasRead() {
    scene.buy(PAIR, 3);
    assertThat(shop.set(correction("k", 20, Optional.of(7L)))).isEqualTo(new Answer.Confirmed());
    shows(20, 3);
  }

  @Test
  void aCorrectionAfterASaleWritesNothing() {
    scene.buy(PAIR, 1);
    assertThat(shop.set(correction("k", 20, Optional.of(10L))))
        .isInstanceOfSatisfying(
            Answer.WroteNothing.class,
            nothing -> {
              assertThat(nothing.flags().getFirst().reason()).isEqualTo(Reason.STALE);
              assertThat(nothing.flags().getFirst().item()).contains(BOOT);
            });
    shows(9, 1);
  }

  @Test
  void aCorrectionWithoutAReadingSetsInAnyCase() {
    assertThat(shop.set(correction("k", 3, Optional.empty()))).isEqualTo(new Answer.Confirmed());
    shows(3, 0);
  }

  @Test
  void nothingToChangeIsConfirmed() {
    assertThat(shop.set(correction("k1", 10, Optional.of(10L)))).isEqualTo(new Answer.Confirmed());
    assertThat(shop.adjust(adjustment("k2", BOOT, 0))).isEqualTo(new Answer.Confirmed());
    shows(10, 0);
  }

  @Test
  void aPairThatIsNotStockedGetsALevelThatIsNotSoldUntilItIsActivated() {
    Pair pair = new Pair(SANDAL, HERE);
    assertThat(shop.levels(HERE, List.of(SANDAL)))
        .containsEntry(SANDAL, new Shop.Reading(true, Optional.empty()));
    assertThat(shop.adjust(adjustment("k", SANDAL, 6))).isEqualTo(new Answer.Confirmed());
    assertThat(scene.shown(pair).active()).isFalse();
    assertThat(shop.activate(UUID.nameUUIDFromBytes(new byte[] {7}), pair))
        .isEqualTo(
            new Shop.Activated(new Level(true, Quantity.of(6), Quantity.of(6), Quantity.ZERO)));
    assertThat(scene.shown(pair).active()).isTrue();
  }

  @Test
  void aDeactivatedPairKeepsItsNumbers() {
    scene.deactivate(PAIR);
    assertThat(shop.levels(HERE, List.of(BOOT)).get(BOOT).level())
        .contains(new Level(false, Quantity.of(10), Quantity.of(10), Quantity.ZERO));
  }

  @Test
  void anItemThatTheShopDoesNotKnowIsNotAmongTheLevels() {
    assertThat(shop.levels(HERE, List.of(BOOT, UNKNOWN))).containsOnlyKeys(BOOT);
  }

  @Test
  void locationsAndPermissionsAreTold() {
    assertThat(shop.locations()).extracting(Shop.ShopLocation::location).containsExactly(HERE);
    assertThat(shop.permissions()).contains("read_orders", "write_inventory");
  }

  @Test
  void aBackgroundQueryThatTheShopDoesNotKnowHasFailed() {
    assertThat(shop.poll(new Shop.BulkId("999999"))).isInstanceOf(Shop.Failed.class);
  }

  private <T> List<T> all(BulkQuery<T> query) {
    Shop.Start start = shop.start(query);
    assertThat(start).isInstanceOf(Shop.Started.class);
    Shop.State state = shop.poll(((Shop.Started) start).operation());
    assertThat(state).isInstanceOf(Shop.Completed.class);
    List<T> all = new ArrayList<>();
    shop.download(query, (Shop.Completed) state, all::add);
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
    scene.stock(new Pair(SANDAL, HERE), 2);
    scene.deactivate(PAIR);
    assertThat(all(new BulkQuery.Levels()))
        .containsExactlyInAnyOrder(
            new PairLevel(PAIR, new Level(false, Quantity.of(10), Quantity.of(10), Quantity.ZERO)),
            new PairLevel(
                new Pair(SANDAL, HERE),
                new Level(true, Quantity.of(2), Quantity.of(2), Quantity.ZERO)));
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
    assertThat(line.ordered()).isEqualTo(Quantity.of(3));
    assertThat(line.unfulfilled()).isEqualTo(Quantity.of(3));
    ShopFulfilment fulfilment = fulfilment();
    assertThat(fulfilment.order()).isEqualTo(number);
    assertThat(fulfilment.location()).contains(HERE);
    assertThat(fulfilment.lines().getFirst().orderLine()).isEqualTo(line.line());
    assertThat(fulfilment.lines().getFirst().remaining()).isEqualTo(Quantity.of(3));
  }

  private ShopOrder order() {
    return all(new BulkQuery.Orders(Instant.EPOCH)).getFirst();
  }

  private ShopFulfilment fulfilment() {
    return all(new BulkQuery.Fulfilments(Instant.EPOCH)).getFirst();
  }

  @Test
  void shippedUnitsLeaveCommittedAndOnHand() {
    String number = scene.buy(PAIR, 3);
    scene.fulfil(number);
    shows(7, 0);
    assertThat(order().lines().getFirst().unfulfilled()).isEqualTo(Quantity.ZERO);
    assertThat(order().lines().getFirst().current()).isEqualTo(Quantity.of(3));
    assertThat(fulfilment().lines().getFirst().remaining()).isEqualTo(Quantity.ZERO);
  }

  @Test
  void aCancelledOrderGivesItsUnitsBack() {
    String number = scene.buy(PAIR, 3);
    scene.cancel(number, true);
    shows(10, 0);
    assertThat(order().cancelledAt()).isPresent();
    assertThat(order().mayHaveRefunds()).isTrue();
    ShopRefund.Line line = shop.refunds(number).getFirst().lines().getFirst();
    assertThat(line.quantity()).isEqualTo(Quantity.of(3));
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
    scene.fulfil(number);
    scene.refund(number, 2, RestockType.RETURN);
    shows(9, 0);
    assertThat(order().lines().getFirst().current()).isEqualTo(Quantity.of(1));
    scene.refund(number, 1, RestockType.NO_RESTOCK);
    shows(9, 0);
    assertThat(shop.refunds(number))
        .flatExtracting(ShopRefund::lines)
        .extracting(ShopRefund.Line::restockType)
        .containsExactly(RestockType.RETURN, RestockType.NO_RESTOCK);
  }

  @Test
  void anUnknownOrderHasNoRefunds() {
    assertThat(shop.refunds("123456789")).isEmpty();
  }
}
