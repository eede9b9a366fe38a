// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.shopsync.lease.LeaseProtocol.Granted;
import io.inventorybridge.shopsync.lease.LeaseProtocol.Held;
import io.inventorybridge.shopsync.lease.LeaseProtocol.LeaseGrant;
import io.inventorybridge.shopsync.lease.LeaseProtocol.Released;
import io.inventorybridge.shopsync.lease.LeaseProtocol.WorkAgain;
import io.inventorybridge.shopsync.lease.LeaseRecord.SyncTicket;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every store of the lease, and the rules on it. */
public abstract class ShopLeaseContract {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Instant MINUTE = NOON.plusSeconds(60);

  private ShopLease store;
  private LeaseProtocol leases;

  protected abstract ShopLease empty();

  @BeforeEach
  void open() {
    store = empty();
    leases = new LeaseProtocol(store);
  }

  private WriteLease taken(String holder, Instant now) {
    return ((Granted) leases.take(holder, AskedWork.CHANGES, now)).lease();
  }

  private Held refused(LeaseGrant grant) {
    return (Held) grant;
  }

  @Test
  void aRecordIsReadAsItWasStored() {
    assertThat(store.read()).isEqualTo(LeaseRecord.NONE);
    LeaseRecord whole =
        new LeaseRecord(
            "one",
            7,
            NOON,
            Optional.of(AskedWork.EVERYTHING),
            Optional.of(new SyncTicket("full", MINUTE)),
            0);
    assertThat(store.replace(LeaseRecord.NONE, whole)).isTrue();
    assertThat(store.read()).isEqualTo(whole.withRevision(1));
    assertThat(store.replace(store.read(), LeaseRecord.NONE)).isTrue();
    assertThat(store.read()).isEqualTo(LeaseRecord.NONE.withRevision(2));
  }

  @Test
  void onlyTheFirstOfTwoWritesAfterOneReadingCounts() {
    assertThat(store.replace(LeaseRecord.NONE, LeaseRecord.NONE.takenBy("one", NOON))).isTrue();
    assertThat(store.replace(LeaseRecord.NONE, LeaseRecord.NONE.takenBy("two", NOON))).isFalse();
    LeaseRecord seen = store.read();
    assertThat(store.replace(seen, seen.askedFor(AskedWork.CHANGES))).isTrue();
    assertThat(store.replace(seen, seen.until(MINUTE))).isFalse();
    assertThat(store.read().holder()).isEqualTo("one");
  }

  @Test
  void oneRunHasItForAMinute() {
    taken("one", NOON);
    assertThat(leases.take("two", AskedWork.CHANGES, MINUTE.minusMillis(1)))
        .isEqualTo(new Held("one", MINUTE, 1));
    assertThat(leases.take("three", AskedWork.CHANGES, MINUTE)).isInstanceOf(Granted.class);
  }

  @Test
  void everyGrantHasAnotherTerm() {
    WriteLease one = taken("one", NOON);
    leases.quit(one);
    assertThat(taken("one", NOON).term()).isGreaterThan(one.term());
  }

  @Test
  void itIsRenewedAlsoAfterItsEndUnlessAnotherRunHasTakenIt() {
    WriteLease one = taken("one", NOON);
    Instant until = MINUTE.plusSeconds(60);
    assertThat(leases.renew(one, MINUTE)).contains(new WriteLease("one", one.term(), until));
    assertThat(leases.take("two", AskedWork.CHANGES, MINUTE)).isEqualTo(new Held("one", until, 1));
  }

  @Test
  void aSupersededLeaseIsNeitherRenewedNorReleased() {
    WriteLease one = taken("one", NOON);
    taken("two", MINUTE);
    assertThat(leases.renew(one, MINUTE)).isEmpty();
    assertThat(leases.end(one, MINUTE)).isEqualTo(new Released());
    leases.quit(one);
    assertThat(leases.take("three", AskedWork.CHANGES, MINUTE))
        .isEqualTo(new Held("two", MINUTE.plusSeconds(60), 2));
  }

  @Test
  void theHolderDoesTheWorkOfRefusedRunsBeforeItEnds() {
    WriteLease one = taken("one", NOON);
    leases.take("two", AskedWork.EVERYTHING, NOON);
    leases.take("three", AskedWork.CHANGES, NOON);
    assertThat(leases.end(one, NOON.plusSeconds(30)))
        .isEqualTo(
            new WorkAgain(new WriteLease("one", 1, NOON.plusSeconds(90)), AskedWork.EVERYTHING));
    assertThat(leases.end(one, NOON.plusSeconds(31))).isEqualTo(new Released());
    assertThat(leases.take("four", AskedWork.CHANGES, NOON.plusSeconds(31)))
        .isEqualTo(new Granted(new WriteLease("four", 2, NOON.plusSeconds(91)), AskedWork.CHANGES));
  }

  @Test
  void theNextRunDoesTheWorkThatADeadHolderLeft() {
    taken("one", NOON);
    leases.take("two", AskedWork.EVERYTHING, NOON);
    assertThat(leases.take("three", AskedWork.CHANGES, MINUTE))
        .isEqualTo(
            new Granted(new WriteLease("three", 2, MINUTE.plusSeconds(60)), AskedWork.EVERYTHING));
  }

  @Test
  void anAbortedHolderLeavesTheWorkToTheNextRun() {
    WriteLease one = taken("one", NOON);
    leases.take("two", AskedWork.EVERYTHING, NOON);
    leases.quit(one);
    assertThat(((Granted) leases.take("three", AskedWork.CHANGES, NOON)).work())
        .isEqualTo(AskedWork.EVERYTHING);
  }

  @Test
  void aFullSyncComesNextHoweverManyRecentSyncsAsk() {
    WriteLease one = taken("one", NOON);
    assertThat(leases.takeByTicket("full", NOON)).isEqualTo(new Held("one", MINUTE, 1));
    leases.take("two", AskedWork.CHANGES, NOON);
    assertThat(leases.end(one, NOON)).isEqualTo(new Released());
    assertThat(refused(leases.take("three", AskedWork.CHANGES, NOON)).holder()).isEqualTo("full");
    assertThat(leases.takeByTicket("full", NOON.plusSeconds(20))).isInstanceOf(Granted.class);
    assertThat(store.read().ticket()).isEmpty();
  }

  @Test
  void aFullSyncThatDoesNotComeBackBlocksForAMinute() {
    leases.takeByTicket("other", NOON);
    leases.takeByTicket("full", NOON);
    leases.quit(store.read().lease());
    assertThat(refused(leases.take("one", AskedWork.CHANGES, MINUTE.minusMillis(1))).until())
        .isEqualTo(MINUTE);
    assertThat(leases.take("two", AskedWork.CHANGES, MINUTE)).isInstanceOf(Granted.class);
  }

  @Test
  void twoFullSyncsComeInTheOrderOfTheirTickets() {
    WriteLease one = taken("one", NOON);
    leases.takeByTicket("first", NOON);
    leases.takeByTicket("second", NOON);
    leases.quit(one);
    assertThat(refused(leases.takeByTicket("second", NOON)).holder()).isEqualTo("first");
    assertThat(leases.takeByTicket("first", NOON)).isInstanceOf(Granted.class);
  }

  @Test
  void aRefusedRunSeesThatTheHolderIsAlive() {
    WriteLease one = taken("one", NOON);
    Held refused = refused(leases.take("two", AskedWork.CHANGES, NOON.plusSeconds(1)));
    assertThat(leases.isTakenOver(refused)).isFalse();
    leases.renew(one, NOON.plusSeconds(30));
    assertThat(leases.isTakenOver(refused)).isTrue();
  }

  @Test
  void aRefusedRunSeesThatItsWorkIsDone() {
    WriteLease one = taken("one", NOON);
    Held refused = refused(leases.take("two", AskedWork.CHANGES, NOON));
    leases.end(one, NOON);
    assertThat(leases.isTakenOver(refused)).isTrue();
  }

  @Test
  void aRefusedRunSeesThatAnAbortedHolderLeftItsWork() {
    WriteLease one = taken("one", NOON);
    Held refused = refused(leases.take("two", AskedWork.CHANGES, NOON));
    leases.quit(one);
    assertThat(leases.isTakenOver(refused)).isFalse();
    taken("three", NOON);
    assertThat(leases.isTakenOver(refused)).isTrue();
  }
}
