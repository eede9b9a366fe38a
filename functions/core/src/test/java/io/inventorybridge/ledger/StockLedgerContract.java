// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.ledger.StockLedger.DuplicateMovement;
import io.inventorybridge.ledger.StockLedger.Posted;
import io.inventorybridge.ledger.StockLedger.VersionConflict;
import io.inventorybridge.ledger.StockRecord.PreviousExpectation;
import io.inventorybridge.ledger.StockTransitions.Reset;
import io.inventorybridge.ledger.StockTransitions.Settle;
import io.inventorybridge.ledger.StockTransitions.Stale;
import io.inventorybridge.ledger.StockTransitions.Withdrawn;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every ledger. */
public abstract class StockLedgerContract {
  private static final Instant NOW = Instant.parse("2026-11-24T07:00:00.123456789Z");
  private static final StockKey KEY = StockKey.of("SVC21", "2050000163913");
  private static final StockBaseline ROW =
      new StockBaseline(
          new StockBaseline.Rank(
              Instant.parse("2026-11-24T06:00:00Z"), Instant.parse("2026-11-24T06:30:00Z"), "d1"),
          StockQuantity.of(10),
          "part-0001.csv",
          2);

  private StockLedger ledger;

  /** A ledger in which nothing was written. */
  protected abstract StockLedger empty();

  @BeforeEach
  void begin() {
    ledger = empty();
  }

  @Test
  void aKeyNeverWrittenIsNotFound() {
    assertThat(ledger.find(KEY)).isEmpty();
    assertThat(ledger.entries(KEY)).isEmpty();
    assertThat(ledger.facts(KEY, Instant.MIN)).isEqualTo(KeyFacts.NONE);
  }

  @Test
  void theKeysOfAProductAreFoundWithItsQueueAndNoOthers() {
    FacilityId slash = new FacilityId("A/1");
    for (StockKey key :
        List.of(
            new StockKey(FacilityId.QUEUE, KEY.upc()),
            KEY,
            new StockKey(slash, KEY.upc()),
            new StockKey(KEY.facility(), CanonicalUpc.of("20500001639130")),
            new StockKey(KEY.facility(), CanonicalUpc.of("7")))) {
      OrderFacts open = new OrderFacts("o1", StockQuantity.of(2), List.of());
      StockRecord beginning = StockRecord.initial(key, StockBaseline.NONE);
      ledger.post(
          StockTransitions.order(beginning, OrderFacts.none("o1"), open, NOW).orElseThrow());
    }
    List<StockRecord> found = ledger.ofProduct(KEY.upc());
    assertThat(found)
        .extracting(record -> record.key().facility())
        .containsExactly(slash, KEY.facility(), FacilityId.QUEUE);
    assertThat(found).allMatch(record -> ledger.find(record.key()).orElseThrow().equals(record));
    assertThat(ledger.ofProduct(CanonicalUpc.of("8"))).isEmpty();
  }

  @Test
  void aResetAndItsSettlementComeBackAsTheyWerePosted() {
    StockRecord pending = reset();
    assertThat(ledger.find(KEY)).contains(pending);
    Settle settle =
        (Settle)
            StockTransitions.settle(
                pending, "d1", StockQuantity.of(-2), 3, KeyFacts.NONE, StockBaseline.NONE, NOW);
    assertThat(ledger.post(settle.posting())).isInstanceOf(Posted.class);
    assertThat(ledger.find(KEY)).contains(settle.posting().after());
    assertThat(ledger.entries(KEY))
        .containsExactly(
            entry(1, EntryCause.Type.RESET, "d1", 2, 10, 0),
            entry(2, EntryCause.Type.VARIANCE, "d1", 3, -2, 10),
            entry(3, EntryCause.Type.LATE_FACT, "d1", 0, 2, 8));
  }

  @Test
  void aSettlementKeepsTheExpectationItReplaced() {
    StockRecord first = settled(reset(), "d1");
    ledger.post(StockTransitions.move(first, movement("e1", 5), NOW));
    StockRecord sold = ledger.find(KEY).orElseThrow();
    StockBaseline next =
        new StockBaseline(
            new StockBaseline.Rank(ROW.snapshot().plusSeconds(60), NOW, "d2"),
            StockQuantity.of(7),
            "part-0001.csv",
            2);
    Reset reset = (Reset) StockTransitions.reset(sold, next, KeyFacts.NONE, NOW);
    ledger.post(reset.posting());
    settled(reset.posting().after(), "d2");
    assertThat(ledger.find(KEY).orElseThrow().settled().replaced())
        .isEqualTo(
            new PreviousExpectation(
                ROW.snapshot(), StockQuantity.of(9), StockQuantity.of(-2), StockQuantity.of(-1)));
  }

  private StockRecord settled(StockRecord pending, String delivery) {
    Settle settle =
        (Settle)
            StockTransitions.settle(
                pending, delivery, StockQuantity.ZERO, 0, KeyFacts.NONE, StockBaseline.NONE, NOW);
    assertThat(ledger.post(settle.posting())).isInstanceOf(Posted.class);
    return settle.posting().after();
  }

  @Test
  void aPostingOnAnOutdatedVersionWritesNothing() {
    StockRecord beginning = StockRecord.initial(KEY, StockBaseline.NONE);
    StockRecord pending = reset();
    Reset late = (Reset) StockTransitions.reset(beginning, ROW, KeyFacts.NONE, NOW);
    assertThat(ledger.post(late.posting())).isInstanceOf(VersionConflict.class);
    LedgerPosting move = StockTransitions.move(beginning, movement("e1", 1), NOW);
    assertThat(ledger.post(move)).isInstanceOf(VersionConflict.class);
    assertThat(ledger.find(KEY)).contains(pending);
    assertThat(ledger.entries(KEY)).hasSize(1);
    assertThat(ledger.facts(KEY, Instant.MIN).movements()).isEmpty();
  }

  @Test
  void aPostingThatChangesNoNumberIsConditionalToo() {
    StockRecord pending = reset();
    Settle settle =
        (Settle)
            StockTransitions.settle(
                pending, "d1", StockQuantity.ZERO, 0, KeyFacts.NONE, StockBaseline.NONE, NOW);
    assertThat(settle.posting().entries()).isEmpty();
    assertThat(ledger.post(settle.posting())).isInstanceOf(Posted.class);
    assertThat(ledger.post(settle.posting())).isInstanceOf(VersionConflict.class);
    assertThat(ledger.find(KEY)).contains(settle.posting().after());
  }

  @Test
  void aTakenMovementIsFoundByItsIdWithWhatItsEventSaid() {
    assertThat(ledger.findMovement(KEY.facility(), "e1")).isEmpty();
    StockMovement sale = new StockMovement(KEY, "e1", NOW, StockQuantity.of(-3), "what it said");
    ledger.post(StockTransitions.move(StockRecord.initial(KEY, StockBaseline.NONE), sale, NOW));
    assertThat(ledger.findMovement(KEY.facility(), "e1")).contains(sale);
    assertThat(ledger.findMovement(new FacilityId("SVA26"), "e1")).isEmpty();
    assertThat(ledger.facts(KEY, Instant.MIN).movements()).containsExactly(sale);
  }

  @Test
  void aMovementIsTakenInOnceAtAFacility() {
    StockMovement sale = movement("e1", 5);
    assertThat(
            ledger.post(
                StockTransitions.move(StockRecord.initial(KEY, StockBaseline.NONE), sale, NOW)))
        .isInstanceOf(Posted.class);
    StockRecord after = ledger.find(KEY).orElseThrow();
    assertThat(ledger.post(StockTransitions.move(after, sale, NOW)))
        .isEqualTo(new DuplicateMovement(sale));
    StockKey otherProduct = new StockKey(KEY.facility(), CanonicalUpc.of("7"));
    assertThat(
            ledger.post(
                StockTransitions.move(
                    StockRecord.initial(otherProduct, StockBaseline.NONE),
                    new StockMovement(otherProduct, "e1", sale.effective(), sale.units()),
                    NOW)))
        .isInstanceOf(DuplicateMovement.class);
    assertThat(ledger.find(otherProduct)).isEmpty();
    StockKey otherStore = new StockKey(new FacilityId("SVA26"), KEY.upc());
    assertThat(
            ledger.post(
                StockTransitions.move(
                    StockRecord.initial(otherStore, StockBaseline.NONE),
                    new StockMovement(otherStore, "e1", sale.effective(), sale.units()),
                    NOW)))
        .isInstanceOf(Posted.class);
    assertThat(ledger.find(KEY)).contains(after);
  }

  @Test
  void movementsAreFoundFromAMomentOn() {
    for (int second = 1; second <= 3; second++) {
      StockRecord record = ledger.find(KEY).orElse(StockRecord.initial(KEY, StockBaseline.NONE));
      ledger.post(StockTransitions.move(record, movement("e" + second, second), NOW));
    }
    KeyFacts facts = ledger.facts(KEY, ROW.snapshot().plusSeconds(1));
    assertThat(facts.movedAfter(ROW.snapshot().plusSeconds(1))).isEqualTo(StockQuantity.of(-2));
    assertThat(ledger.facts(KEY, Instant.MIN).movements())
        .containsExactlyInAnyOrder(movement("e1", 1), movement("e2", 2), movement("e3", 3));
    assertThat(ledger.find(KEY).orElseThrow().latestMovement())
        .isEqualTo(ROW.snapshot().plusSeconds(3));
  }

  @Test
  void anOrdersFactsReplaceItsEarlierFacts() {
    OrderFacts open = new OrderFacts("o1", StockQuantity.of(2), List.of());
    OrderFacts shipped =
        new OrderFacts(
            "o1",
            StockQuantity.ZERO,
            List.of(
                new OrderFacts.Shipped(
                    "1",
                    StockQuantity.of(2),
                    NOW.minusSeconds(90),
                    List.of(new OrderFacts.KnownSince(NOW, StockQuantity.of(1))))));
    OrderFacts nothing = OrderFacts.none("o1");
    StockRecord record = StockRecord.initial(KEY, StockBaseline.NONE);
    record = take(record, nothing, open);
    assertThat(ledger.fact(KEY, "o1")).contains(open);
    assertThat(record.reserved()).isEqualTo(StockQuantity.of(2));
    record = take(record, open, shipped);
    assertThat(ledger.fact(KEY, "o1")).contains(shipped);
    assertThat(ledger.facts(KEY, NOW).orders()).containsExactly(shipped);
    assertThat(ledger.orders(KEY)).containsExactly(shipped);
    record = take(record, shipped, nothing);
    assertThat(ledger.fact(KEY, "o1")).isEmpty();
    assertThat(record.orders()).isZero();
    assertThat(ledger.facts(KEY, Instant.MIN).orders()).isEmpty();
  }

  @Test
  void aFloorIsRaisedAndNeverLowered() {
    StockBaseline zero = new StockBaseline(ROW.rank(), StockQuantity.ZERO, StockBaseline.SWEEP, 0);
    StockBaseline newer =
        new StockBaseline(
            new StockBaseline.Rank(NOW, NOW, "d2"), StockQuantity.ZERO, StockBaseline.SWEEP, 0);
    assertThat(ledger.floor(KEY.facility())).isEqualTo(StockBaseline.NONE);
    ledger.raiseFloor(KEY.facility(), newer);
    ledger.raiseFloor(KEY.facility(), zero);
    assertThat(ledger.floor(KEY.facility())).isEqualTo(newer);
    assertThat(ledger.loads(KEY.facility()).floors()).containsExactly(zero, newer);
    assertThat(ledger.floor(new FacilityId("SVA26"))).isEqualTo(StockBaseline.NONE);
  }

  @Test
  void aRaisedFloorSupersedesAFactThatCreatesAKey() {
    StockBaseline zero = new StockBaseline(ROW.rank(), StockQuantity.ZERO, StockBaseline.SWEEP, 0);
    StockBaseline newer =
        new StockBaseline(
            new StockBaseline.Rank(NOW, NOW, "d2"), StockQuantity.ZERO, StockBaseline.SWEEP, 0);
    LedgerPosting beforeAny =
        StockTransitions.move(StockRecord.initial(KEY, StockBaseline.NONE), movement("e1", 5), NOW);
    ledger.raiseFloor(KEY.facility(), zero);
    assertThat(ledger.post(beforeAny)).isInstanceOf(VersionConflict.class);
    LedgerPosting beforeTheNewer =
        StockTransitions.order(
                StockRecord.initial(KEY, zero),
                OrderFacts.none("o1"),
                new OrderFacts("o1", StockQuantity.of(2), List.of()),
                NOW)
            .orElseThrow();
    ledger.raiseFloor(KEY.facility(), newer);
    assertThat(ledger.post(beforeTheNewer)).isInstanceOf(VersionConflict.class);
    assertThat(ledger.find(KEY)).isEmpty();
    assertThat(ledger.facts(KEY, Instant.MIN)).isEqualTo(KeyFacts.NONE);
    LedgerPosting inTime =
        StockTransitions.move(StockRecord.initial(KEY, newer), movement("e1", 5), NOW);
    assertThat(ledger.post(inTime)).isInstanceOf(Posted.class);
    assertThat(ledger.floors(List.of(KEY.facility(), new FacilityId("SVA26"))))
        .containsEntry(KEY.facility(), newer);
  }

  @Test
  void aResetThatCreatesAKeyDoesNotWaitForAFloor() {
    ledger.raiseFloor(
        KEY.facility(),
        new StockBaseline(
            new StockBaseline.Rank(NOW, NOW, "d2"), StockQuantity.ZERO, StockBaseline.SWEEP, 0));
    assertThat(reset().pending()).isPresent();
  }

  @Test
  void theQueueHasNoFloor() {
    StockKey queue = new StockKey(FacilityId.QUEUE, KEY.upc());
    ledger.raiseFloor(KEY.facility(), ROW);
    LedgerPosting demand =
        StockTransitions.order(
                StockRecord.initial(queue, StockBaseline.NONE),
                OrderFacts.none("o1"),
                new OrderFacts("o1", StockQuantity.of(2), List.of()),
                NOW)
            .orElseThrow();
    assertThat(ledger.post(demand)).isInstanceOf(Posted.class);
  }

  @Test
  void theGreatestStatementOfAKeyIsFoundAppliedOrStale() {
    StockRecord pending = reset();
    StockBaseline older = stated("d0", -3600, 4);
    StockBaseline oldest = stated("d9", -7200, 3);
    StockRecord told = stale(stale(pending, older), oldest);
    assertThat(ledger.find(KEY)).contains(told);
    assertThat(told.onHand()).isEqualTo(pending.onHand());
    assertThat(ledger.entries(KEY)).hasSize(1);
    StockBaseline.Rank other = stated("none", 0, 0).rank();
    assertThat(ledger.newestStatement(KEY, Optional.empty(), Set.of(other))).contains(ROW);
    assertThat(ledger.newestStatement(KEY, Optional.empty(), Set.of(ROW.rank()))).contains(older);
    assertThat(ledger.newestStatement(KEY, Optional.of(ROW.rank()), Set.of(other))).contains(older);
    assertThat(ledger.newestStatement(KEY, Optional.of(ROW.rank()), Set.of(older.rank())))
        .contains(oldest);
    assertThat(ledger.newestStatement(KEY, Optional.of(oldest.rank()), Set.of(other))).isEmpty();
    StockKey neighbor = StockKey.of("SVC2", "2050000163913");
    assertThat(ledger.newestStatement(neighbor, Optional.empty(), Set.of(other))).isEmpty();
    assertThat(ledger.orders(KEY)).isEmpty();
    assertThat(ledger.facts(KEY, Instant.MIN)).isEqualTo(KeyFacts.NONE);
  }

  @Test
  void aWithdrawnDeliveryComesBackAsSuchAndItsStatementIsGone() {
    StockRecord settled = settled(reset(), "d1");
    Withdrawn withdrawn = withdrawn(settled, StoreLoads.NONE);
    assertThat(ledger.post(withdrawn.posting())).isInstanceOf(Posted.class);
    StockRecord after = ledger.find(KEY).orElseThrow();
    assertThat(after).isEqualTo(withdrawn.posting().after());
    assertThat(after.withdrawn()).containsExactly(ROW.rank());
    assertThat(after.settled().baseline()).isEqualTo(StockBaseline.NONE);
    assertThat(after.onHand()).isEqualTo(StockQuantity.ZERO);
    assertThat(ledger.newestStatement(KEY, Optional.empty(), Set.of(stated("none", 0, 0).rank())))
        .isEmpty();
    assertThat(ledger.entries(KEY).getLast().cause())
        .isEqualTo(new EntryCause(EntryCause.Type.UNDO, "d1", 0));
  }

  @Test
  void aWithdrawalRestsOnTheLoadsThatItWasDecidedWith() {
    StockRecord settled = settled(reset(), "d1");
    StockBaseline load =
        new StockBaseline(
            stated("load", -60, 0).rank(), StockQuantity.ZERO, StockBaseline.SWEEP, 0);
    StockBaseline older =
        new StockBaseline(
            stated("older", -90, 0).rank(), StockQuantity.ZERO, StockBaseline.SWEEP, 0);
    for (StockBaseline added : List.of(load, older)) {
      Withdrawn before = withdrawn(settled, ledger.loads(KEY.facility()));
      ledger.raiseFloor(KEY.facility(), added);
      assertThat(ledger.post(before.posting())).isInstanceOf(VersionConflict.class);
      assertThat(ledger.find(KEY)).contains(settled);
    }
    StoreLoads loads = ledger.loads(KEY.facility());
    assertThat(loads.newestFor(settled)).isEqualTo(load);
    assertThat(ledger.post(withdrawn(settled, loads).posting())).isInstanceOf(Posted.class);
    assertThat(ledger.find(KEY).orElseThrow().settled().baseline()).isEqualTo(load);
  }

  private static Withdrawn withdrawn(StockRecord record, StoreLoads loads) {
    StockBaseline counts = StockTransitions.withdrawn(record, ROW.rank(), Optional.empty(), loads);
    return (Withdrawn)
        StockTransitions.withdraw(record, ROW.rank(), counts, KeyFacts.NONE, loads, NOW);
  }

  private StockRecord stale(StockRecord record, StockBaseline row) {
    Stale stale = (Stale) StockTransitions.reset(record, row, KeyFacts.NONE, NOW);
    LedgerPosting posting = stale.posting().orElseThrow();
    assertThat(ledger.post(posting)).isInstanceOf(Posted.class);
    return posting.after();
  }

  private static StockBaseline stated(String delivery, long seconds, long quantity) {
    return new StockBaseline(
        new StockBaseline.Rank(ROW.snapshot().plusSeconds(seconds), ROW.rank().upload(), delivery),
        StockQuantity.of(quantity),
        "part-0001.csv",
        2);
  }

  @Test
  void aScanMeetsEveryKeyOfTheStoresOnce() {
    Set<StockKey> expected = new HashSet<>();
    for (int n = 1; n <= 230; n++) {
      for (String store : List.of("A", "B/1", "C")) {
        StockKey key = StockKey.of(store, "" + n);
        StockBaseline row = new StockBaseline(ROW.rank(), StockQuantity.ZERO, "part-0001.csv", n);
        ledger.post(
            ((Reset)
                    StockTransitions.reset(
                        StockRecord.initial(key, StockBaseline.NONE), row, KeyFacts.NONE, NOW))
                .posting());
        if (!store.equals("C")) {
          expected.add(key);
        }
      }
    }
    List<StockKey> met = new ArrayList<>();
    String cursor = "";
    do {
      StockLedger.Page page =
          ledger.scan(Set.of(new FacilityId("A"), new FacilityId("B/1")), cursor);
      page.records().forEach(record -> met.add(record.key()));
      cursor = page.next();
    } while (!cursor.isEmpty());
    assertThat(met).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(ledger.find(expected).keySet()).isEqualTo(expected);
  }

  @Test
  void writersOfOneKeyDoNotLoseEachOther() throws Exception {
    LedgerWriter entries =
        new LedgerWriter(ledger, BackoffPolicy.NONE, Clock.fixed(NOW, ZoneOffset.UTC));
    List<Callable<Object>> writers = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      StockMovement sale = movement("e" + n, 60);
      writers.add(() -> entries.postMovement(sale));
    }
    writers.add(() -> entries.reset(entries.read(List.of(KEY)).apply(KEY), ROW));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Object> done : threads.invokeAll(writers)) {
        done.get();
      }
    }
    StockRecord record = ledger.find(KEY).orElseThrow();
    assertThat(record.onHand()).isEqualTo(StockQuantity.of(10 - 40));
    assertThat(ledger.entries(KEY)).hasSize(41);
    assertThat(
            ledger.entries(KEY).stream()
                .map(LedgerEntry::difference)
                .reduce(StockQuantity.ZERO, StockQuantity::plus))
        .isEqualTo(record.onHand());
  }

  private StockRecord take(StockRecord record, OrderFacts before, OrderFacts after) {
    LedgerPosting posting = StockTransitions.order(record, before, after, NOW).orElseThrow();
    assertThat(ledger.post(posting)).isInstanceOf(Posted.class);
    assertThat(ledger.find(KEY)).contains(posting.after());
    return posting.after();
  }

  private StockRecord reset() {
    Reset reset =
        (Reset)
            StockTransitions.reset(
                StockRecord.initial(KEY, StockBaseline.NONE), ROW, KeyFacts.NONE, NOW);
    assertThat(ledger.post(reset.posting())).isInstanceOf(Posted.class);
    return reset.posting().after();
  }

  private static StockMovement movement(String id, int secondsAfterSnapshot) {
    return new StockMovement(
        KEY, id, ROW.snapshot().plusSeconds(secondsAfterSnapshot), StockQuantity.of(-1));
  }

  private static LedgerEntry entry(
      long sequence,
      EntryCause.Type type,
      String reference,
      long line,
      long difference,
      long before) {
    return new LedgerEntry(
        KEY,
        sequence,
        NOW,
        new EntryCause(type, reference, line),
        StockQuantity.of(difference),
        StockQuantity.ZERO,
        StockQuantity.of(before));
  }
}
