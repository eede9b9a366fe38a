// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.availability.PublicationState;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.settings.PublishSettings.Reconcile;
import io.inventorybridge.shopsync.lease.AskedWork;
import io.inventorybridge.shopsync.lease.LeaseProtocol;
import io.inventorybridge.shopsync.lease.WriteLease;
import io.inventorybridge.shopsync.outbox.OutboxCall;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Uncertain;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.shopsync.sending.AbortReason;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.shopsync.shop.CallOutcome.Flag;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunningRecentSyncTest {
  private final SyncFixture scene = new SyncFixture();

  private PublishedPair record(ItemAtLocation pair) {
    return scene.published.read(List.of(pair)).get(pair);
  }

  @Test
  void aChangeReachesTheShopAsADifference() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.online(pair, 7);
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(7);
    assertThat(scene.calls).singleElement().isInstanceOf(ShopCall.Adjustment.class);
    assertThat(scene.numbers.isPending(pair)).isFalse();
    assertThat(scene.outbox.open()).isEmpty();
  }

  @Test
  void aSaleThatOnlyTheShopKnowsIsNotUndone() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.real.buy(pair, 2);
    scene.numbers.online(pair, 9);
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(7);
  }

  @Test
  void aSaleThatBecomesKnownIsNotCountedTwice() {
    ItemAtLocation pair = scene.offered(1, 10);
    String order = scene.real.buy(pair, 2);
    scene.numbers.known(pair, order, 2);
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(8);
    assertThat(scene.calls).isEmpty();
    assertThat(scene.numbers.isPending(pair)).isFalse();
  }

  @Test
  @Tag("exhaustive")
  void twoThousandChangedProductsAreEightCalls() {
    List<ItemAtLocation> pairs = new ArrayList<>();
    IntStream.rangeClosed(1, 2_000).forEach(it -> pairs.add(scene.offer(it, 10, 10)));
    scene.recent();
    pairs.forEach(pair -> scene.numbers.online(pair, 9));
    SyncReport report = scene.recent();
    assertThat(scene.calls).hasSize(8);
    assertThat(report.calls()).isEqualTo(8);
    assertThat(report.confirmed()).isEqualTo(2_000);
    assertThat(pairs).allMatch(pair -> scene.available(pair) == 9);
  }

  @Test
  void aPairThatHasToBeReadNeedsNoMarkBesides() {
    ItemAtLocation pair = scene.offer(1, 10, 12);
    assertThat(scene.recent().marks()).isEqualTo(1);
    assertThat(record(pair).isToBeRead()).isTrue();
    assertThat(scene.recent().marks()).isZero();
    scene.numbers.online(pair, 14);
    scene.recent();
    scene.pass(Duration.ofMinutes(10));
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(14);
  }

  @Test
  void aPairRecordReadBeforeAPublicationIsNotStored() {
    ItemAtLocation pair = scene.offer(1, 10, 12);
    scene.recent();
    PublishedPair seen = record(pair);
    scene.numbers.online(pair, 14);
    scene.recent();
    assertThat(scene.numbers.isPending(pair)).isFalse();
    assertThat(scene.published.store(seen))
        .isInstanceOf(PublishedPairRepository.VersionConflict.class);
  }

  @Test
  void aLostReplyIsFoundOutByTheSameCall() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.online(pair, 7);
    scene.real.loseNextReply();
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(7);
    assertThat(scene.calls).hasSize(2);
    assertThat(scene.calls.getFirst()).isEqualTo(scene.calls.getLast());
  }

  private void silent(int times) {
    IntStream.range(0, times)
        .forEach(it -> scene.answers.add(new CallOutcome.Unanswered("no reply")));
  }

  @Test
  void anUnansweredCallStaysOpenAndIsSentAgainAsItWasByTheNextRun() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.online(pair, 7);
    silent(3);
    scene.recent();
    assertThat(scene.outbox.open()).hasSize(1);
    assertThat(scene.numbers.isPending(pair)).isTrue();
    scene.numbers.online(pair, 6);
    scene.pass(Duration.ofMinutes(15));
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(6);
    assertThat(scene.calls).hasSize(5);
    assertThat(Set.copyOf(scene.calls.subList(0, 4))).hasSize(1);
    assertThat(scene.numbers.isPending(pair)).isFalse();
  }

  @Test
  void afterAnHourACallIsGivenUpAndItsPairIsReadWhenNoRequestCanBeOnItsWay() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.online(pair, 7);
    silent(3);
    scene.recent();
    scene.pass(Duration.ofMinutes(57));
    silent(3);
    scene.recent();
    Instant last = scene.now;
    scene.pass(Duration.ofMinutes(3));
    scene.recent();
    assertThat(scene.calls).hasSize(6);
    assertThat(scene.outbox.abandoned()).hasSize(1);
    assertThat(record(pair).syncState())
        .isInstanceOfSatisfying(
            Uncertain.class,
            it -> assertThat(it.readableFrom()).isEqualTo(last.plus(Duration.ofMinutes(5))));
    scene.pass(Duration.ofMinutes(2));
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(7);
    assertThat(scene.calls.getLast()).isInstanceOf(ShopCall.Correction.class);
    scene.pass(Duration.ofMinutes(15));
    scene.recent();
    assertThat(scene.numbers.isPending(pair)).isFalse();
  }

  @Test
  void aCallThatWasNeverSentIsForgotten() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.online(pair, 7);
    silent(3);
    scene.recent();
    OutboxCall open = scene.outbox.open().getFirst();
    scene.outbox.replace(open.at(new OutboxCall.Unsent()));
    scene.numbers.online(pair, 4);
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(4);
  }

  @Test
  void refusedEntriesAreParkedWithTheirReasonAndTheRestIsSentUnderANewKey() {
    ItemAtLocation boot = scene.offered(1, 10);
    ItemAtLocation sandal = scene.offered(2, 10);
    scene.numbers.online(boot, 7);
    scene.numbers.online(sandal, 7);
    scene.real.bundle(sandal.item());
    SyncReport report = scene.recent();
    assertThat(scene.available(boot)).isEqualTo(7);
    assertThat(scene.available(sandal)).isEqualTo(10);
    assertThat(record(sandal).parked())
        .hasValueSatisfying(
            parked -> assertThat(parked.reason()).isEqualTo(CallOutcome.Reason.NOT_ADJUSTABLE));
    assertThat(scene.calls).hasSize(2);
    assertThat(scene.calls.getFirst().key()).isNotEqualTo(scene.calls.getLast().key());
    assertThat(report.parked()).isEqualTo(1);
    assertThat(scene.numbers.isPending(sandal)).isTrue();
    scene.recent();
    assertThat(scene.calls).hasSize(2);
  }

  @Test
  void ofAReplyWithPartsTheConfirmedCountTheFlaggedAreParkedAndTheRestIsRead() {
    ItemAtLocation one = scene.offered(1, 10);
    ItemAtLocation two = scene.offered(2, 10);
    ItemAtLocation three = scene.offered(3, 10);
    List.of(one, two, three).forEach(pair -> scene.numbers.online(pair, 7));
    scene.real.stock(one, 7);
    scene.answers.add(
        new CallOutcome.Partly(
            Set.of(one.item()),
            List.of(new Flag(Optional.of(two.item()), CallOutcome.Reason.OTHER, "NO", "no")),
            Set.of(three.item())));
    scene.recent();
    assertThat(scene.calls).hasSize(1);
    assertThat(record(one).last().orElseThrow().target()).isEqualTo(7);
    assertThat(record(two).parked()).isPresent();
    assertThat(record(three).syncState()).isInstanceOf(Uncertain.class);
    scene.pass(Duration.ofMinutes(15));
    scene.recent();
    assertThat(scene.available(three)).isEqualTo(7);
  }

  @Test
  void aKeyOfAnotherCallMakesThePairsUncertain() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.online(pair, 7);
    scene.answers.add(new CallOutcome.KeyOfAnother());
    scene.recent();
    assertThat(record(pair).syncState()).isInstanceOf(Uncertain.class);
    assertThat(scene.outbox.open()).isEmpty();
  }

  @Test
  void aSpentKeyIsReplaced() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.online(pair, 7);
    scene.answers.add(new CallOutcome.KeySpent());
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(7);
    assertThat(scene.calls.getFirst().key()).isNotEqualTo(scene.calls.getLast().key());
  }

  @Test
  void aRefusedRequestEndsTheRunAndLosesNothing() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.online(pair, 7);
    scene.answers.add(new CallOutcome.Refused("ACCESS_DENIED", "no"));
    assertThat(scene.recent().abortReason())
        .contains(new AbortReason.Refused("ACCESS_DENIED", "no"));
    assertThat(scene.numbers.isPending(pair)).isTrue();
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(7);
  }

  @Test
  void aSilentShopEndsTheRun() {
    List<ItemAtLocation> pairs =
        IntStream.rangeClosed(1, 1_000).mapToObj(it -> scene.offer(it, 10, 10)).toList();
    scene.recent();
    pairs.forEach(pair -> scene.numbers.online(pair, 7));
    silent(6);
    assertThat(scene.recent().abortReason()).contains(new AbortReason.Silent());
    assertThat(scene.outbox.open()).hasSize(2);
    scene.recent();
    assertThat(pairs).allMatch(pair -> scene.available(pair) == 7);
  }

  @ParameterizedTest
  @EnumSource(
      value = Publish.class,
      names = {"SHADOW", "OFF"})
  void nothingIsWrittenButInLiveModeAndNothingIsLost(Publish publish) {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.online(pair, 7);
    scene.publish(publish, Reconcile.CORRECT);
    assertThat(new RunningRecentSync(scene.ports()).sync("recent", scene.now.plusSeconds(60)))
        .isEqualTo(new RunningRecentSync.NotLive(publish));
    assertThat(scene.calls).isEmpty();
    scene.live();
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(7);
  }

  @Test
  void anotherRunHasTheShop() {
    takenBy("full");
    assertThat(new RunningRecentSync(scene.ports()).sync("recent", scene.now.plusSeconds(60)))
        .isEqualTo(new RunningRecentSync.Held("full", scene.now.plusSeconds(60)));
  }

  private WriteLease takenBy(String holder) {
    return ((LeaseProtocol.Granted)
            new LeaseProtocol(scene.leases).take(holder, AskedWork.CHANGES, scene.now))
        .lease();
  }

  private RunningRecentSync.RecentSyncOutcome changes(BackoffPolicy polling) {
    return new RunningRecentSync(scene.ports(polling))
        .publishChanges(
            "changes", scene.now.minusSeconds(10), scene.now.plus(Duration.ofMinutes(12)));
  }

  @Test
  void aWakeUpPublishesChangesAndReadsNothing() {
    ItemAtLocation known = scene.offered(1, 10);
    ItemAtLocation unread = scene.offer(2, 10, 10);
    scene.numbers.online(known, 7);
    assertThat(changes(BackoffPolicy.NONE)).isInstanceOf(RunningRecentSync.Ran.class);
    assertThat(scene.available(known)).isEqualTo(7);
    assertThat(scene.numbers.isPending(unread)).isFalse();
    assertThat(record(unread).isToBeRead()).isTrue();
    scene.recent();
    assertThat(record(unread).isToBeRead()).isFalse();
  }

  @Test
  void aRunPublishesTheChangesOfARunThatCameMeanwhile() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.online(pair, 7);
    scene.onCall(
        () -> {
          scene.numbers.online(pair, 4);
          assertThat(new RunningRecentSync(scene.ports()).sync("other", scene.now.plusSeconds(1)))
              .isInstanceOf(RunningRecentSync.Held.class);
        });
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(4);
    assertThat(scene.numbers.isPending(pair)).isFalse();
  }

  @Test
  void aWakeUpWaitsForTheEndOfTheLeaseOfADeadRun() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.online(pair, 7);
    takenBy("dead");
    Instant before = scene.now;
    assertThat(changes(attempt -> scene.pass(Duration.ofSeconds(1))))
        .isInstanceOf(RunningRecentSync.Ran.class);
    assertThat(Duration.between(before, scene.now)).isEqualTo(Duration.ofMinutes(1));
    assertThat(scene.available(pair)).isEqualTo(7);
  }

  @Test
  void aWakeUpLeavesItsWorkToARunThatIsAlive() {
    WriteLease alive = takenBy("alive");
    Instant before = scene.now;
    LeaseProtocol leases = new LeaseProtocol(scene.leases);
    assertThat(
            changes(
                attempt -> {
                  scene.pass(Duration.ofSeconds(1));
                  if (attempt == 30) {
                    leases.renew(alive, scene.now);
                  }
                }))
        .isEqualTo(new RunningRecentSync.Held("alive", before.plusSeconds(60)));
    assertThat(leases.end(alive, scene.now)).isInstanceOf(LeaseProtocol.WorkAgain.class);
  }

  @Test
  void aNewPairThatShowsTooLittleIsRaisedByTwoReadings() {
    ItemAtLocation pair = scene.offer(1, 2, 10);
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(2);
    scene.pass(Duration.ofMinutes(2));
    scene.real.buy(pair, 1);
    scene.numbers.online(pair, 9);
    scene.pass(Duration.ofMinutes(13));
    scene.recent();
    // Nine, minus one that was sold and that we do not know.
    assertThat(scene.available(pair)).isEqualTo(8);
    assertThat(scene.calls).singleElement().isInstanceOf(ShopCall.Correction.class);
  }

  @Test
  void aNewPairThatShowsTooMuchIsLoweredAtOnce() {
    ItemAtLocation pair = scene.offer(1, 12, 10);
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(10);
  }

  @Test
  void aNewPairWithOpenOrdersIsLoweredAtOnceAndKnownByASecondReading() {
    ItemAtLocation pair = scene.offer(1, 12, 10);
    scene.numbers.states.put(
        pair, new PublicationState.NotPublished(PublicationState.Reason.AWAITING_BASELINE));
    String open = scene.real.buy(pair, 1);
    scene.offered(2, 5);
    scene.numbers.states.remove(pair);
    // The shop hides a shipment and a sale: as many units are committed as before.
    scene.pass(Duration.ofMinutes(15));
    scene.hidden.add(open);
    scene.real.fulfill(open);
    String hidden = scene.real.buy(pair, 1);
    scene.hidden.add(hidden);
    scene.pass(Duration.ofMinutes(2));
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(9);
    scene.hidden.clear();
    scene.pass(Duration.ofMinutes(15));
    scene.recent();
    // Ten, minus two that were sold and that we do not know.
    assertThat(scene.available(pair)).isEqualTo(8);
    assertThat(record(pair).isToBeRead()).isTrue();
    scene.pass(Duration.ofMinutes(15));
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(8);
    assertThat(record(pair).isToBeRead()).isFalse();
  }

  @Test
  void aPairWithUnitsThatWasNeverStockedThereIsActivated() {
    ItemAtLocation pair = scene.unstocked(1, 3);
    scene.recent();
    scene.pass(Duration.ofMinutes(15));
    scene.recent();
    assertThat(scene.real.shown(pair).active()).isTrue();
    assertThat(scene.available(pair)).isEqualTo(3);
  }

  @Test
  void aPairWithoutUnitsIsNotActivated() {
    ItemAtLocation pair = scene.unstocked(1, 0);
    scene.recent();
    assertThat(scene.real.shown(pair).active()).isFalse();
  }

  @Test
  void aPairThatStaffSwitchedOffStaysOffAndSaysSo() {
    ItemAtLocation pair = scene.offer(1, 0, 3);
    scene.real.deactivate(pair);
    Instant off = scene.now;
    scene.recent();
    scene.pass(Duration.ofMinutes(15));
    assertThat(scene.recent().batch().discrepancies())
        .extracting(PairDiscrepancy::reason, PairDiscrepancy::since)
        .containsExactly(tuple(DiscrepancyReason.LEVEL_OFF, Optional.of(off)));
    assertThat(scene.real.shown(pair).active()).isFalse();
  }

  @Test
  void aProductThatAwaitsItsBaselineIsPublishedOnceItHasOneThoughNothingMarksIt() {
    ItemAtLocation pair = scene.offer(1, 12, 10);
    scene.numbers.states.put(
        pair, new PublicationState.NotPublished(PublicationState.Reason.AWAITING_BASELINE));
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(12);
    scene.numbers.states.remove(pair);
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(10);
  }

  @Test
  void anotherTopologyVisitsEveryPairAndPublishesOnlyDifferences() {
    ItemAtLocation one = scene.offered(1, 10);
    ItemAtLocation two = scene.offered(2, 10);
    scene.numbers.online(one, 4);
    scene.numbers.clear(
        scene.numbers.markers(scene.numbers.upc(one).hashCode() % 32, Optional.empty()).changes());
    scene.recent();
    assertThat(scene.available(one)).isEqualTo(10);
    scene.numbers.locations = LocationMapping.ofStores(FacilityDirectory.of(List.of()));
    scene.recent();
    assertThat(scene.available(one)).isEqualTo(4);
    assertThat(scene.available(two)).isEqualTo(10);
    assertThat(scene.progress.find().orElseThrow().inForce().ordinal()).isEqualTo(2);
    assertThat(scene.progress.find().orElseThrow().walk()).isEmpty();
  }

  @Test
  void anItemThatBecameAnotherProductIsReadBeforeItIsPublished() {
    ItemAtLocation pair = scene.offered(1, 10);
    scene.numbers.pairs.clear();
    CanonicalUpc other = CanonicalUpc.of("2050000999999");
    scene.numbers.pairs.put(other, pair);
    scene.numbers.online(other, 3);
    scene.recent();
    assertThat(scene.available(pair)).isEqualTo(3);
    assertThat(scene.calls).singleElement().isInstanceOf(ShopCall.Correction.class);
    assertThat(record(pair).product()).contains(other);
  }
}
