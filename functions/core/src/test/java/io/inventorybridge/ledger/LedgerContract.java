// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.ledger.Ledger.AlreadyTaken;
import io.inventorybridge.ledger.Ledger.Overtaken;
import io.inventorybridge.ledger.Ledger.Posted;
import io.inventorybridge.ledger.StockRecord.Replaced;
import io.inventorybridge.ledger.TwoSteps.Reset;
import io.inventorybridge.ledger.TwoSteps.Settle;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every ledger. */
public abstract class LedgerContract {
  private static final Instant NOW = Instant.parse("2026-11-24T07:00:00.123456789Z");
  private static final StockKey KEY = StockKey.of("SVC21", "2050000163913");
  private static final Baseline ROW =
      new Baseline(
          new Baseline.Rank(
              Instant.parse("2026-11-24T06:00:00Z"), Instant.parse("2026-11-24T06:30:00Z"), "d1"),
          Quantity.of(10),
          "part-0001.csv",
          2);

  private Ledger ledger;

  /** A ledger in which nothing was written. */
  protected abstract Ledger empty();

  @BeforeEach
  void begin() {
    ledger = empty();
  }

  @Test
  void aKeyNeverWrittenIsNotFound() {
    assertThat(ledger.find(KEY)).isEmpty();
    assertThat(ledger.entries(KEY)).isEmpty();
    assertThat(ledger.facts(KEY, Instant.MIN)).isEqualTo(Facts.NONE);
  }

  @Test
  void theKeysOfAProductAreFoundWithItsQueueAndNoOthers() {
    FacilityId slash = new FacilityId("A/1");
    for (StockKey key :
        List.of(
            new StockKey(FacilityId.QUEUE, KEY.upc()),
            KEY,
            new StockKey(slash, KEY.upc()),
            new StockKey(KEY.facility(), Upc.of("20500001639130")),
            new StockKey(KEY.facility(), Upc.of("7")))) {
      OrderOnKey open = new OrderOnKey("o1", Quantity.of(2), List.of());
      StockRecord beginning = StockRecord.beginning(key, Baseline.NONE);
      ledger.post(TwoSteps.order(beginning, OrderOnKey.none("o1"), open, NOW).orElseThrow());
    }
    List<StockRecord> found = ledger.ofProduct(KEY.upc());
    assertThat(found)
        .extracting(record -> record.key().facility())
        .containsExactly(slash, KEY.facility(), FacilityId.QUEUE);
    assertThat(found).allMatch(record -> ledger.find(record.key()).orElseThrow().equals(record));
    assertThat(ledger.ofProduct(Upc.of("8"))).isEmpty();
  }

  @Test
  void aResetAndItsSettlementComeBackAsTheyWerePosted() {
    StockRecord pending = reset();
    assertThat(ledger.find(KEY)).contains(pending);
    Settle settle =
        (Settle) TwoSteps.settle(pending, "d1", Quantity.of(-2), 3, Facts.NONE, Baseline.NONE, NOW);
    assertThat(ledger.post(settle.posting())).isInstanceOf(Posted.class);
    assertThat(ledger.find(KEY)).contains(settle.posting().after());
    assertThat(ledger.entries(KEY))
        .containsExactly(
            entry(1, Cause.Type.RESET, "d1", 2, 10, 0),
            entry(2, Cause.Type.VARIANCE, "d1", 3, -2, 10),
            entry(3, Cause.Type.LATE_FACT, "d1", 0, 2, 8));
  }

  @Test
  void aSettlementKeepsTheExpectationItReplaced() {
    StockRecord first = settled(reset(), "d1");
    ledger.post(TwoSteps.move(first, movement("e1", 5), NOW));
    StockRecord sold = ledger.find(KEY).orElseThrow();
    Baseline next =
        new Baseline(
            new Baseline.Rank(ROW.snapshot().plusSeconds(60), NOW, "d2"),
            Quantity.of(7),
            "part-0001.csv",
            2);
    Reset reset = (Reset) TwoSteps.reset(sold, next, Facts.NONE, NOW);
    ledger.post(reset.posting());
    settled(reset.posting().after(), "d2");
    assertThat(ledger.find(KEY).orElseThrow().settled().replaced())
        .isEqualTo(new Replaced(ROW.snapshot(), Quantity.of(9), Quantity.of(-2), Quantity.of(-1)));
  }

  private StockRecord settled(StockRecord pending, String delivery) {
    Settle settle =
        (Settle)
            TwoSteps.settle(pending, delivery, Quantity.ZERO, 0, Facts.NONE, Baseline.NONE, NOW);
    assertThat(ledger.post(settle.posting())).isInstanceOf(Posted.class);
    return settle.posting().after();
  }

  @Test
  void aPostingOnAStateThatIsGoneWritesNothing() {
    StockRecord beginning = StockRecord.beginning(KEY, Baseline.NONE);
    StockRecord pending = reset();
    Reset late = (Reset) TwoSteps.reset(beginning, ROW, Facts.NONE, NOW);
    assertThat(ledger.post(late.posting())).isInstanceOf(Overtaken.class);
    Posting move = TwoSteps.move(beginning, movement("e1", 1), NOW);
    assertThat(ledger.post(move)).isInstanceOf(Overtaken.class);
    assertThat(ledger.find(KEY)).contains(pending);
    assertThat(ledger.entries(KEY)).hasSize(1);
    assertThat(ledger.facts(KEY, Instant.MIN).movements()).isEmpty();
  }

  @Test
  void aPostingThatChangesNoNumberIsConditionalToo() {
    StockRecord pending = reset();
    Settle settle =
        (Settle) TwoSteps.settle(pending, "d1", Quantity.ZERO, 0, Facts.NONE, Baseline.NONE, NOW);
    assertThat(settle.posting().entries()).isEmpty();
    assertThat(ledger.post(settle.posting())).isInstanceOf(Posted.class);
    assertThat(ledger.post(settle.posting())).isInstanceOf(Overtaken.class);
    assertThat(ledger.find(KEY)).contains(settle.posting().after());
  }

  @Test
  void aTakenMovementIsFoundByItsIdWithWhatItsEventSaid() {
    assertThat(ledger.taken(KEY.facility(), "e1")).isEmpty();
    Movement sale = new Movement(KEY, "e1", NOW, Quantity.of(-3), "what it said");
    ledger.post(TwoSteps.move(StockRecord.beginning(KEY, Baseline.NONE), sale, NOW));
    assertThat(ledger.taken(KEY.facility(), "e1")).contains(sale);
    assertThat(ledger.taken(new FacilityId("SVA26"), "e1")).isEmpty();
    assertThat(ledger.facts(KEY, Instant.MIN).movements()).containsExactly(sale);
  }

  @Test
  void aMovementIsTakenInOnceAtAFacility() {
    Movement sale = movement("e1", 5);
    assertThat(ledger.post(TwoSteps.move(StockRecord.beginning(KEY, Baseline.NONE), sale, NOW)))
        .isInstanceOf(Posted.class);
    StockRecord after = ledger.find(KEY).orElseThrow();
    assertThat(ledger.post(TwoSteps.move(after, sale, NOW))).isEqualTo(new AlreadyTaken(sale));
    StockKey otherProduct = new StockKey(KEY.facility(), Upc.of("7"));
    assertThat(
            ledger.post(
                TwoSteps.move(
                    StockRecord.beginning(otherProduct, Baseline.NONE),
                    new Movement(otherProduct, "e1", sale.effective(), sale.units()),
                    NOW)))
        .isInstanceOf(AlreadyTaken.class);
    assertThat(ledger.find(otherProduct)).isEmpty();
    StockKey otherStore = new StockKey(new FacilityId("SVA26"), KEY.upc());
    assertThat(
            ledger.post(
                TwoSteps.move(
                    StockRecord.beginning(otherStore, Baseline.NONE),
                    new Movement(otherStore, "e1", sale.effective(), sale.units()),
                    NOW)))
        .isInstanceOf(Posted.class);
    assertThat(ledger.find(KEY)).contains(after);
  }

  @Test
  void movementsAreFoundFromAMomentOn() {
    for (int second = 1; second <= 3; second++) {
      StockRecord record = ledger.find(KEY).orElse(StockRecord.beginning(KEY, Baseline.NONE));
      ledger.post(TwoSteps.move(record, movement("e" + second, second), NOW));
    }
    Facts facts = ledger.facts(KEY, ROW.snapshot().plusSeconds(1));
    assertThat(facts.movedAfter(ROW.snapshot().plusSeconds(1))).isEqualTo(Quantity.of(-2));
    assertThat(ledger.facts(KEY, Instant.MIN).movements())
        .containsExactlyInAnyOrder(movement("e1", 1), movement("e2", 2), movement("e3", 3));
    assertThat(ledger.find(KEY).orElseThrow().latestMovement())
        .isEqualTo(ROW.snapshot().plusSeconds(3));
  }

  @Test
  void anOrdersFactsReplaceItsEarlierFacts() {
    OrderOnKey open = new OrderOnKey("o1", Quantity.of(2), List.of());
    OrderOnKey shipped =
        new OrderOnKey(
            "o1",
            Quantity.ZERO,
            List.of(
                new OrderOnKey.Shipped(
                    "1",
                    Quantity.of(2),
                    NOW.minusSeconds(90),
                    List.of(new OrderOnKey.Told(NOW, Quantity.of(1))))));
    OrderOnKey nothing = OrderOnKey.none("o1");
    StockRecord record = StockRecord.beginning(KEY, Baseline.NONE);
    record = take(record, nothing, open);
    assertThat(ledger.fact(KEY, "o1")).contains(open);
    assertThat(record.reserved()).isEqualTo(Quantity.of(2));
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
    Baseline zero = new Baseline(ROW.rank(), Quantity.ZERO, Baseline.SWEEP, 0);
    Baseline newer =
        new Baseline(new Baseline.Rank(NOW, NOW, "d2"), Quantity.ZERO, Baseline.SWEEP, 0);
    assertThat(ledger.floor(KEY.facility())).isEqualTo(Baseline.NONE);
    ledger.raiseFloor(KEY.facility(), newer);
    ledger.raiseFloor(KEY.facility(), zero);
    assertThat(ledger.floor(KEY.facility())).isEqualTo(newer);
    assertThat(ledger.floor(new FacilityId("SVA26"))).isEqualTo(Baseline.NONE);
  }

  @Test
  void aFactThatCreatesAKeyIsOvertakenByARaisedFloor() {
    Baseline zero = new Baseline(ROW.rank(), Quantity.ZERO, Baseline.SWEEP, 0);
    Baseline newer =
        new Baseline(new Baseline.Rank(NOW, NOW, "d2"), Quantity.ZERO, Baseline.SWEEP, 0);
    Posting beforeAny =
        TwoSteps.move(StockRecord.beginning(KEY, Baseline.NONE), movement("e1", 5), NOW);
    ledger.raiseFloor(KEY.facility(), zero);
    assertThat(ledger.post(beforeAny)).isInstanceOf(Overtaken.class);
    Posting beforeTheNewer =
        TwoSteps.order(
                StockRecord.beginning(KEY, zero),
                OrderOnKey.none("o1"),
                new OrderOnKey("o1", Quantity.of(2), List.of()),
                NOW)
            .orElseThrow();
    ledger.raiseFloor(KEY.facility(), newer);
    assertThat(ledger.post(beforeTheNewer)).isInstanceOf(Overtaken.class);
    assertThat(ledger.find(KEY)).isEmpty();
    assertThat(ledger.facts(KEY, Instant.MIN)).isEqualTo(Facts.NONE);
    Posting inTime = TwoSteps.move(StockRecord.beginning(KEY, newer), movement("e1", 5), NOW);
    assertThat(ledger.post(inTime)).isInstanceOf(Posted.class);
    assertThat(ledger.floors(List.of(KEY.facility(), new FacilityId("SVA26"))))
        .containsEntry(KEY.facility(), newer);
  }

  @Test
  void aResetThatCreatesAKeyDoesNotWaitForAFloor() {
    ledger.raiseFloor(
        KEY.facility(),
        new Baseline(new Baseline.Rank(NOW, NOW, "d2"), Quantity.ZERO, Baseline.SWEEP, 0));
    assertThat(reset().pending()).isPresent();
  }

  @Test
  void theQueueHasNoFloor() {
    StockKey queue = new StockKey(FacilityId.QUEUE, KEY.upc());
    ledger.raiseFloor(KEY.facility(), ROW);
    Posting demand =
        TwoSteps.order(
                StockRecord.beginning(queue, Baseline.NONE),
                OrderOnKey.none("o1"),
                new OrderOnKey("o1", Quantity.of(2), List.of()),
                NOW)
            .orElseThrow();
    assertThat(ledger.post(demand)).isInstanceOf(Posted.class);
  }

  @Test
  void aScanMeetsEveryKeyOfTheStoresOnce() {
    Set<StockKey> expected = new HashSet<>();
    for (int n = 1; n <= 230; n++) {
      for (String store : List.of("A", "B/1", "C")) {
        StockKey key = StockKey.of(store, "" + n);
        Baseline row = new Baseline(ROW.rank(), Quantity.ZERO, "part-0001.csv", n);
        ledger.post(
            ((Reset)
                    TwoSteps.reset(StockRecord.beginning(key, Baseline.NONE), row, Facts.NONE, NOW))
                .posting());
        if (!store.equals("C")) {
          expected.add(key);
        }
      }
    }
    List<StockKey> met = new ArrayList<>();
    String cursor = "";
    do {
      Ledger.Page page = ledger.scan(Set.of(new FacilityId("A"), new FacilityId("B/1")), cursor);
      page.records().forEach(record -> met.add(record.key()));
      cursor = page.next();
    } while (!cursor.isEmpty());
    assertThat(met).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(ledger.find(expected).keySet()).isEqualTo(expected);
  }

  @Test
  void writersOfOneKeyDoNotLoseEachOther() throws Exception {
    PostingEntries entries =
        new PostingEntries(ledger, Backoff.NONE, Clock.fixed(NOW, ZoneOffset.UTC));
    List<Callable<Object>> writers = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      Movement sale = movement("e" + n, 60);
      writers.add(() -> entries.move(sale));
    }
    writers.add(() -> entries.reset(entries.read(List.of(KEY)).apply(KEY), ROW));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Object> done : threads.invokeAll(writers)) {
        done.get();
      }
    }
    StockRecord record = ledger.find(KEY).orElseThrow();
    assertThat(record.onHand()).isEqualTo(Quantity.of(10 - 40));
    assertThat(ledger.entries(KEY)).hasSize(41);
    assertThat(
            ledger.entries(KEY).stream()
                .map(Entry::difference)
                .reduce(Quantity.ZERO, Quantity::plus))
        .isEqualTo(record.onHand());
  }

  private StockRecord take(StockRecord record, OrderOnKey before, OrderOnKey after) {
    Posting posting = TwoSteps.order(record, before, after, NOW).orElseThrow();
    assertThat(ledger.post(posting)).isInstanceOf(Posted.class);
    assertThat(ledger.find(KEY)).contains(posting.after());
    return posting.after();
  }

  private StockRecord reset() {
    Reset reset =
        (Reset) TwoSteps.reset(StockRecord.beginning(KEY, Baseline.NONE), ROW, Facts.NONE, NOW);
    assertThat(ledger.post(reset.posting())).isInstanceOf(Posted.class);
    return reset.posting().after();
  }

  private static Movement movement(String id, int secondsAfterSnapshot) {
    return new Movement(KEY, id, ROW.snapshot().plusSeconds(secondsAfterSnapshot), Quantity.of(-1));
  }

  private static Entry entry(
      long sequence, Cause.Type type, String reference, long line, long difference, long before) {
    return new Entry(
        KEY,
        sequence,
        NOW,
        new Cause(type, reference, line),
        Quantity.of(difference),
        Quantity.ZERO,
        Quantity.of(before));
  }
}
