// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.settings.PublishSettings.Reconcile;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.shopsync.reconciling.ReconcileBatch;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunningFullSyncTest {
  private final SyncFixture scene = new SyncFixture();

  @Test
  void agreeingPairsAreOnlyCounted() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.real.buy(pair, 3);
    ReconcileBatch batch = scene.full();
    assertThat(batch).isEqualTo(new ReconcileBatch(1, 1, 0, 0, List.of(), List.of()));
    assertThat(scene.calls).isEmpty();
  }

  @Test
  void aPairThatShowsTooMuchIsLoweredAtOnceAndReportedWithBothNumbers() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.real.buy(pair, 3);
    scene.real.stock(pair, 20);
    scene.pass(Duration.ofMinutes(5));
    ReconcileBatch batch = scene.full();
    assertThat(scene.available(pair)).isEqualTo(7);
    assertThat(batch.discrepancies())
        .containsExactly(
            new PairDiscrepancy(
                pair,
                Optional.of(scene.numbers.upc(pair)),
                DiscrepancyReason.LOWERED,
                10,
                3,
                0,
                Optional.of(20L),
                Optional.of(7L),
                ""));
  }

  @Test
  void aPairThatShowsTooLittleIsRaisedByASecondReading() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.real.stock(pair, 4);
    assertThat(scene.full().discrepancies())
        .extracting(PairDiscrepancy::reason)
        .containsExactly(DiscrepancyReason.RISE_WAITS);
    assertThat(scene.available(pair)).isEqualTo(4);
    scene.pass(Duration.ofMinutes(10));
    assertThat(scene.second().discrepancies())
        .extracting(PairDiscrepancy::reason)
        .containsExactly(DiscrepancyReason.RAISED);
    assertThat(scene.available(pair)).isEqualTo(10);
  }

  @Test
  void theSmallerOfTwoRisesIsWritten() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.real.stock(pair, 7);
    scene.full();
    scene.real.stock(pair, 4);
    scene.pass(Duration.ofMinutes(10));
    scene.second();
    assertThat(scene.available(pair)).isEqualTo(7);
  }

  @Test
  void aRiseThatTheSecondReadingDoesNotSeeIsForgotten() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.real.stock(pair, 7);
    scene.full();
    scene.real.stock(pair, 10);
    scene.pass(Duration.ofMinutes(10));
    assertThat(scene.second().agreed()).isEqualTo(1);
    assertThat(scene.published.toBeRead(Optional.empty()).pairs()).isEmpty();
  }

  @Test
  void aPairThatIsReadTwiceIsCountedOnce() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.real.stock(pair, 4);
    assertThat(scene.full().read()).isEqualTo(1);
    scene.pass(Duration.ofMinutes(10));
    ReconcileBatch second = scene.second();
    assertThat(second.discrepancies()).hasSize(1);
    assertThat(second.read()).isZero();
  }

  @Test
  void ofABatchThatBreaksOffNothingIsCountedThatTheNextOneReadsAgain() {
    scene.offered(1, 10);
    scene.real.stock(scene.offered(2, 10), 4);
    scene.real.stock(scene.offered(3, 10), 20);
    scene.answers.add(new CallOutcome.Refused("ACCESS_DENIED", "no"));
    assertThat(scene.broken()).isEqualTo(new ReconcileBatch(0, 0, 0, 0, List.of(), List.of()));
    assertThat(scene.full().read()).isEqualTo(3);
  }

  @Test
  void aPairThatWaitsForASecondReadingIsReportedAsSeenOnce() {
    ItemAtLocation rise = scene.offered(1, 10);
    scene.real.stock(rise, 4);
    scene.hidden.add(scene.real.buy(scene.offered(2, 10), 1));
    ItemAtLocation fresh = scene.offer(3, 10, 10);
    scene.real.buy(fresh, 1);
    scene.pass(Duration.ofMinutes(15));
    ReconcileBatch batch = scene.full();
    assertThat(batch.discrepancies())
        .extracting(PairDiscrepancy::reason)
        .containsExactly(
            DiscrepancyReason.RISE_WAITS,
            DiscrepancyReason.ORDERS_MISSING,
            DiscrepancyReason.OPEN_ORDERS)
        .extracting(DiscrepancyReason::category)
        .containsOnly(DiscrepancyReason.ReasonCategory.SEEN_ONCE);
    assertThat(batch.waiting()).isEqualTo(3);
    scene.hidden.clear();
    scene.real.stock(rise, 10);
    scene.pass(Duration.ofMinutes(10));
    assertThat(scene.second().right()).hasSize(3);
  }

  @Test
  void twoReadingsThatMissDifferentOrdersRaiseNothing() {
    ItemAtLocation pair = scene.offered(1, 10);
    String one = scene.real.buy(pair, 1);
    scene.hidden.add(one);
    assertThat(scene.full().discrepancies())
        .extracting(PairDiscrepancy::reason)
        .containsExactly(DiscrepancyReason.ORDERS_MISSING);
    scene.hidden.remove(one);
    scene.pass(Duration.ofMinutes(10));
    scene.hidden.add(scene.real.buy(pair, 1));
    assertThat(scene.second().discrepancies())
        .extracting(PairDiscrepancy::reason)
        .containsExactly(DiscrepancyReason.ORDERS_MISSING);
    assertThat(scene.available(pair)).isEqualTo(8);
  }

  @Test
  void anOrderCancelledThereAndNotYetHereIsTold() {
    ItemAtLocation pair = scene.offered(1, 10);
    String order = scene.real.buy(pair, 3);
    scene.numbers.known(pair, order, 3);
    scene.recent();
    scene.real.cancel(order, true);
    scene.real.stock(pair, 12);
    scene.pass(Duration.ofMinutes(5));
    PairDiscrepancy found = scene.full().discrepancies().getFirst();
    assertThat(found.unknownCancellations()).isEqualTo(3);
    assertThat(found.ours()).isEqualTo(7);
    assertThat(found.after()).contains(10L);
  }

  @Test
  void anOrderThatTheShopNoLongerReturnsStandsOnNeitherSide() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.known(pair, "4711", 2);
    scene.real.stock(pair, 8);
    assertThat(scene.full().agreed()).isEqualTo(1);
  }

  @Test
  void anOrderThatChangesWhileItsPairIsReadMakesItBusy() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.real.stock(pair, 20);
    scene.real.buy(pair, 1);
    assertThat(scene.full().discrepancies())
        .extracting(PairDiscrepancy::reason)
        .containsExactly(DiscrepancyReason.BUSY);
    assertThat(scene.available(pair)).isEqualTo(19);
  }

  @Test
  void whereNothingIsToBeCorrectedItIsOnlyReported() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.real.stock(pair, 20);
    scene.publish(Publish.LIVE, Reconcile.REPORT);
    assertThat(scene.full().discrepancies())
        .extracting(PairDiscrepancy::reason)
        .containsExactly(DiscrepancyReason.NOT_CORRECTED);
    assertThat(scene.available(pair)).isEqualTo(20);
  }

  @Test
  void aShadowComparesAndWritesNothing() {
    scene.publish(Publish.SHADOW, Reconcile.CORRECT);
    ItemAtLocation more = scene.offer(1, 20, 10);
    ItemAtLocation less = scene.offer(2, 5, 10);
    ReconcileBatch batch = scene.full();
    assertThat(batch.discrepancies())
        .extracting(PairDiscrepancy::reason)
        .containsExactly(DiscrepancyReason.NOT_CORRECTED, DiscrepancyReason.NOT_CORRECTED);
    assertThat(scene.calls).isEmpty();
    assertThat(scene.published.read(List.of(more, less))).isEmpty();
  }

  @Test
  void withoutThePermissionToReadOrdersItOnlyReports() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.real.stock(pair, 20);
    scene.permissions = Set.of("read_inventory", "write_inventory");
    assertThat(scene.full().discrepancies())
        .extracting(PairDiscrepancy::reason)
        .containsExactly(DiscrepancyReason.NOT_CORRECTED);
    assertThat(scene.available(pair)).isEqualTo(20);
  }

  @Test
  void aRefusedPairIsTriedAgainOnceADay() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.real.bundle(pair.item());
    scene.numbers.online(pair, 7);
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(10);
    scene.real.offer(pair.item(), "2050000100001");
    scene.full();
    assertThat(scene.available(pair)).isEqualTo(7);
  }
}
