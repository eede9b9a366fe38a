// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.ledger.EntryCause;
import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.StockTransitions.WithdrawnBefore;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key whose delivery is void falls back to what counted before, with every fact since. */
class VoidDeliveryTest {
  private static final String MONDAY = "2026-11-22T06:00:00Z";
  private static final String TUESDAY = "2026-11-23T06:00:00Z";
  private static final String WEDNESDAY = "2026-11-24T06:00:00Z";
  private final SettlementFixture shop = new SettlementFixture();

  @Test
  void theKeyFallsBackWithEverySaleAndShipmentSince() {
    apply(MONDAY, 10);
    DeliveryId wrong = apply(TUESDAY, 0);
    shop.sale("NY", "11", "before", "2026-11-22T12:00:00Z");
    shop.sale("NY", "11", "after", "2026-11-23T12:00:00Z");
    shop.order("o1", OrderStatus.OPEN, "2026-11-23T13:00:00Z", "NY 11 3 COMPLETED", "NY 12 1 OPEN");
    assertThat(shop.onHand("NY", "11")).isEqualTo(-4);
    shop.withdraw(wrong, "NY", "11");
    assertThat(shop.onHand("NY", "11")).isEqualTo(10 - 1 - 1 - 3);
    assertThat(lastEntry().cause().type()).isEqualTo(EntryCause.Type.UNDO);
    assertThat(lastEntry().cause().reference()).isEqualTo(wrong.value());
    assertThat(shop.record("NY", "11").settled().replaced().wasNoBaseline()).isTrue();
  }

  @Test
  void aKeyThatHadNothingBeforeFallsBackToZero() {
    DeliveryId wrong = apply(TUESDAY, 7);
    shop.withdraw(wrong, "NY", "11");
    assertThat(shop.onHand("NY", "11")).isZero();
    assertThat(shop.record("NY", "11").settled().baseline().isNone()).isTrue();
  }

  @Test
  void aStaleRowCountsAgainWhenTheNewerOneIsUndone() {
    DeliveryId wrong = apply(WEDNESDAY, 7);
    apply(TUESDAY, 5);
    assertThat(shop.onHand("NY", "11")).isEqualTo(7);
    shop.withdraw(wrong, "NY", "11");
    assertThat(shop.onHand("NY", "11")).isEqualTo(5);
  }

  @Test
  void undoingTheOlderOfTwoChangesNoNumber() {
    DeliveryId older = apply(MONDAY, 10);
    DeliveryId newer = apply(TUESDAY, 4);
    shop.withdraw(older, "NY", "11");
    assertThat(shop.onHand("NY", "11")).isEqualTo(4);
    shop.withdraw(newer, "NY", "11");
    assertThat(shop.onHand("NY", "11")).isZero();
  }

  @Test
  void undoingTwiceIsUndoingOnce() {
    apply(MONDAY, 10);
    DeliveryId wrong = apply(TUESDAY, 4);
    shop.withdraw(wrong, "NY", "11");
    StockRecord once = shop.record("NY", "11");
    assertThat(shop.withdraw(wrong, "NY", "11")).isInstanceOf(WithdrawnBefore.class);
    assertThat(shop.record("NY", "11")).isEqualTo(once);
  }

  @Test
  void aRowThatComesAfterTheVoidChangesNothing() {
    apply(MONDAY, 10);
    DeliveryId wrong = shop.delivery(TUESDAY, "NY 11 4");
    shop.withdraw(wrong, "NY", "11");
    shop.apply(wrong);
    assertThat(shop.onHand("NY", "11")).isEqualTo(10);
    assertThat(shop.record("NY", "11").pending()).isEmpty();
  }

  @Test
  void aVoidPendingResetIsDroppedAndItsVarianceSkipped() {
    apply(MONDAY, 10);
    DeliveryId wrong = shop.delivery(TUESDAY, "NY 11 4");
    shop.compute(wrong);
    shop.reset(wrong);
    shop.withdraw(wrong, "NY", "11");
    assertThat(shop.onHand("NY", "11")).isEqualTo(10);
    shop.variance(wrong);
    assertThat(shop.onHand("NY", "11")).isEqualTo(10);
    assertThat(shop.record("NY", "11").settledOnHand()).isEqualTo(StockQuantity.of(10));
  }

  @Test
  void aNewerPendingResetStaysAndOnlyTheSettledNumberMoves() {
    apply(MONDAY, 10);
    DeliveryId wrong = apply(TUESDAY, 4);
    DeliveryId next = shop.delivery(WEDNESDAY, "NY 11 6");
    shop.compute(next);
    shop.reset(next);
    shop.withdraw(wrong, "NY", "11");
    assertThat(shop.onHand("NY", "11")).isEqualTo(6);
    assertThat(shop.record("NY", "11").settledOnHand()).isEqualTo(StockQuantity.of(10));
    shop.variance(next);
    assertThat(shop.record("NY", "11").settledOnHand()).isEqualTo(StockQuantity.of(6));
  }

  @Test
  void theUndoSettlesABaselineWhoseVarianceWasSkipped() {
    apply(MONDAY, 10);
    shop.order("o1", OrderStatus.OPEN, "2026-11-23T03:00:00Z", "NY 11 2 COMPLETED", "NY 12 1 OPEN");
    DeliveryId tuesday = shop.delivery(TUESDAY, "NY 11 9");
    DeliveryId wrong = shop.delivery(WEDNESDAY, "NY 11 1");
    shop.compute(tuesday);
    shop.compute(wrong);
    shop.reset(tuesday);
    shop.reset(wrong);
    shop.variance(tuesday);
    shop.withdraw(wrong, "NY", "11");
    assertThat(shop.onHand("NY", "11")).isEqualTo(9 - 2);
    assertThat(shop.record("NY", "11").settled().baseline().delivery()).isEqualTo(tuesday.value());
    assertThat(shop.record("NY", "11").pending()).isEmpty();
  }

  @Test
  void aKeyFallsBackToTheInitialLoadThatStatesItByOmission() {
    apply(MONDAY, 10);
    DeliveryId wrong = apply(WEDNESDAY, 4);
    load();
    assertThat(shop.onHand("NY", "11")).isEqualTo(4);
    shop.withdraw(wrong, "NY", "11");
    assertThat(shop.onHand("NY", "11")).isZero();
    assertThat(shop.record("NY", "11").settled().baseline().snapshot()).isEqualTo(TUESDAY);
  }

  @Test
  void aKeyThatTheLoadSparesFallsBackToTheRowBeforeIt() {
    apply(MONDAY, 10);
    DeliveryId wrong = apply(WEDNESDAY, 4);
    shop.unusable = List.of("NY 11");
    load();
    shop.withdraw(wrong, "NY", "11");
    assertThat(shop.onHand("NY", "11")).isEqualTo(10);
  }

  private DeliveryId apply(String snapshot, long quantity) {
    DeliveryId id = shop.delivery(snapshot, "NY 11 " + quantity);
    shop.apply(id);
    return id;
  }

  private void load() {
    shop.apply(
        shop.delivery(DeliveryManifest.DeliveryKind.INITIAL, TUESDAY, List.of(List.of("NY 13 5"))));
  }

  private LedgerEntry lastEntry() {
    return shop.ledger.entries(StockKey.of("NY", "11")).getLast();
  }
}
