// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.settings.PublishSettings.Reconcile;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.shopsync.reconciling.ReconcileBatch;
import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  void oneNumberThatChangedMeanwhileDoesNotStopTheCorrectionOfTheOthers() {
    ItemAtLocation sold = scene.offered(1, 10);
    ItemAtLocation other = scene.offered(2, 10);
    scene.real.stock(sold, 20);
    scene.real.stock(other, 20);
    scene.answers.add(
        new CallOutcome.WroteNothing(
            List.of(
                new CallOutcome.Flag(
                    Optional.of(sold.item()),
                    CallOutcome.Reason.STALE,
                    "CHANGE_FROM_QUANTITY_STALE",
                    "it was sold"))));

    scene.full();

    assertThat(scene.available(sold)).isEqualTo(10);
    assertThat(scene.available(other)).isEqualTo(10);
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

  /** The sample of the seven nights that the pairs below are in, or the other way round. */
  private void passToNight(ItemAtLocation pair, boolean ofItsTurn) {
    int day = Math.floorMod(pair.item().number().hashCode(), 7);
    while ((scene.now.getEpochSecond() / 86_400 % 7 == day) != ofItsTurn) {
      scene.pass(Duration.ofDays(1));
    }
  }

  @Test
  void aPairThatAgreesWithItsRecordIsNotCounted() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.real.buy(pair, 3);
    // News of an order are counted for a day and a half.
    scene.pass(Duration.ofDays(2));
    passToNight(pair, false);
    scene.numbers.counted.clear();
    assertThat(scene.full().agreed()).isEqualTo(1);
    assertThat(scene.numbers.counted).isEmpty();
  }

  @Test
  void everyPairIsCountedOnOneNightInSeven() {
    ItemAtLocation pair = scene.offered(1, 10);
    List<Instant> nights = new ArrayList<>();
    for (int night = 0; night < 14; night++) {
      scene.pass(Duration.ofDays(1));
      scene.numbers.counted.clear();
      assertThat(scene.full().agreed()).isEqualTo(1);
      if (scene.numbers.counted.contains(pair)) {
        nights.add(scene.now);
      }
    }
    assertThat(nights).hasSize(2);
    assertThat(Duration.between(nights.getFirst(), nights.getLast())).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void aNumberThatChangedWithoutAMarkIsFoundOnItsNightReportedAndPublished() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.changeWithoutMark(pair, 8);
    passToNight(pair, true);
    assertThat(scene.full().discrepancies())
        .extracting(PairDiscrepancy::pair, PairDiscrepancy::reason)
        .containsExactly(tuple(pair, DiscrepancyReason.UNMARKED));
    assertThat(scene.available(pair)).isEqualTo(8);
  }

  @Test
  void aNumberThatChangedWithAMarkIsOnlyPublished() {
    ItemAtLocation pair = scene.offered(1, 10);
    passToNight(pair, true);
    scene.numbers.online(pair, 8);
    assertThat(scene.full().discrepancies()).isEmpty();
    assertThat(scene.available(pair)).isEqualTo(8);
  }

  @Test
  void anOrderThatTheShopNoLongerReturnsIsCountedOnTwoNightsAndThenRemembered() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.known(pair, "4711", 2);
    scene.real.stock(pair, 8);
    scene.recent();
    for (boolean isCounted : List.of(true, true, false)) {
      scene.pass(Duration.ofDays(1));
      passToNight(pair, false);
      scene.numbers.counted.clear();
      assertThat(scene.full().agreed()).isEqualTo(1);
      assertThat(scene.numbers.counted.contains(pair)).isEqualTo(isCounted);
    }
  }

  @Test
  void aUnitLostAfterAnOrderWasMissingForAMomentIsFoundTheNextNight() {
    ItemAtLocation pair = scene.offered(1, 10);
    String order = scene.real.buy(pair, 1);
    scene.numbers.known(pair, order, 1);
    scene.recent();
    scene.hidden.add(order);
    scene.full();
    scene.hidden.clear();
    scene.real.stock(pair, 8);
    scene.pass(Duration.ofDays(1));
    passToNight(pair, false);
    assertThat(scene.full().discrepancies())
        .extracting(PairDiscrepancy::reason)
        .containsExactly(DiscrepancyReason.RISE_WAITS);
  }

  @Test
  void levelsAreReadByOneBulkQueryHoweverManyPairsDiffer() {
    for (int number = 0; number < 300; number++) {
      scene.real.stock(scene.offered(number, 10), 20);
    }
    scene.pass(Duration.ofMinutes(15));
    scene.readByItem.clear();
    assertThat(scene.full().written()).isEqualTo(300);
    assertThat(scene.readByItem).isEmpty();
    assertThat(scene.started).filteredOn(BulkQuery.Levels.class::isInstance).hasSize(1);
  }

  @Test
  void secondReadingsOfManyPairsAreOneBulkQuery() {
    for (int number = 0; number < 300; number++) {
      scene.real.stock(scene.offered(number, 10), 4);
    }
    assertThat(scene.full().waiting()).isEqualTo(300);
    scene.pass(Duration.ofMinutes(10));
    scene.readByItem.clear();
    assertThat(scene.second().written()).isEqualTo(300);
    assertThat(scene.readByItem).isEmpty();
  }

  @Test
  void aBulkQueryThatTakesLongerThanACallIsGoneOnWith() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.real.stock(pair, 20);
    scene.pass(Duration.ofMinutes(5));
    scene.started.clear();
    scene.unfinishedPolls = 20;
    RunningFullSync sync = new RunningFullSync(scene.ports());
    RunningFullSync.FullSyncOutcome outcome;
    int calls = 0;
    do {
      outcome = sync.batch("full", Optional.empty(), 1_000, scene.now.plusSeconds(840));
      calls++;
    } while (outcome instanceof RunningFullSync.Waiting);
    assertThat(outcome).isInstanceOf(RunningFullSync.BatchDone.class);
    assertThat(calls).isGreaterThan(3);
    assertThat(scene.started).filteredOn(BulkQuery.Levels.class::isInstance).hasSize(1);
    assertThat(scene.available(pair)).isEqualTo(10);
  }
}
