// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.counter.Counter;
import io.inventorybridge.counter.CounterKey;
import io.inventorybridge.counter.CounterPart;
import io.inventorybridge.counter.CounterPosting;
import io.inventorybridge.counter.Counters.WithParts;
import io.inventorybridge.ledger.Ledger.Overtaken;
import io.inventorybridge.ledger.Ledger.Posted;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.pool.Basis;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.pool.PendingChanges.Change;
import io.inventorybridge.sync.pool.PendingChanges.Page;
import io.inventorybridge.sync.pool.PendingChanges.Subject.OfItem;
import io.inventorybridge.sync.pool.PendingChanges.Subject.OfProduct;
import io.inventorybridge.sync.shop.ItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every ledger for counters, change markers, and transactions. */
public abstract class TogetherContract {
  private static final Instant NOW = Instant.parse("2026-11-24T07:00:00.123456789Z");
  private static final StockKey KEY = StockKey.of("SVC21", "2050000163913");
  private static final StockKey OTHER = StockKey.of("SVC22", "2050000163913");
  private static final StockKey QUEUE = new StockKey(FacilityId.QUEUE, KEY.upc());
  private static final CounterKey HERE = new CounterKey("11", Optional.of("71"));
  private static final CounterKey SOMEWHERE = new CounterKey("11", Optional.empty());

  private Ledger ledger;
  private PendingChanges pending;

  /** A ledger in which nothing was written. */
  protected abstract Ledger empty();

  /** The change markers of that ledger's writes. */
  protected abstract PendingChanges pending(Ledger ledger);

  @BeforeEach
  void begin() {
    ledger = empty();
    pending = pending(ledger);
  }

  @Test
  void aCounterNeverWrittenIsNotFound() {
    assertThat(ledger.counters(List.of(HERE, SOMEWHERE))).isEmpty();
    assertThat(ledger.ofItem("11")).isEmpty();
    assertThat(ledger.part(HERE, part("o1", 1).id())).isEmpty();
  }

  @Test
  void countersComeBackWithTheirPartsByLocation() {
    CounterPart first = part("o#1", 2);
    CounterPart noProduct =
        new CounterPart("o1", Optional.empty(), Optional.of("5001"), List.of(line("b", 3, 1)));
    post(count(HERE, first));
    post(count(HERE, noProduct));
    post(count(SOMEWHERE, first));
    post(count(new CounterKey("111", Optional.of("71")), first));
    assertThat(ledger.ofItem("11"))
        .extracting(WithParts::counter)
        .containsExactlyInAnyOrder(
            new Counter(SOMEWHERE, Quantity.of(2), 1, 1), new Counter(HERE, Quantity.of(4), 2, 2));
    assertThat(ledger.ofItem("11"))
        .filteredOn(there -> there.counter().key().equals(HERE))
        .flatExtracting(WithParts::parts)
        .containsExactlyInAnyOrder(first, noProduct);
    assertThat(ledger.counters(List.of(HERE, SOMEWHERE)))
        .isEqualTo(
            Map.of(
                HERE,
                new Counter(HERE, Quantity.of(4), 2, 2),
                SOMEWHERE,
                new Counter(SOMEWHERE, Quantity.of(2), 1, 1)));
    assertThat(ledger.part(HERE, first.id())).contains(first);
    assertThat(ledger.part(HERE, noProduct.id())).contains(noProduct);
  }

  @Test
  void anOrderThatSaysNothingMoreLeavesItsCounter() {
    post(count(HERE, part("o1", 2)));
    Counter counter = counter(HERE);
    CounterPart none = CounterPart.none("o1", Optional.of(KEY.upc()));
    post(counter.take(part("o1", 2), none).orElseThrow());
    assertThat(ledger.ofItem("11"))
        .containsExactly(new WithParts(new Counter(HERE, Quantity.ZERO, 0, 2), List.of()));
  }

  @Test
  void keysAndCountersAreWrittenAllOrNone() {
    CounterPosting stale = count(HERE, part("o1", 1));
    post(count(HERE, part("o2", 5)));
    Together together = new Together(List.of(open(KEY, 1), open(QUEUE, 1)), List.of(stale));
    assertThat(ledger.post(together)).isInstanceOf(Overtaken.class);
    assertThat(ledger.ofProduct(KEY.upc())).isEmpty();
    assertThat(counter(HERE).units()).isEqualTo(Quantity.of(5));

    Posting staleKey = open(KEY, 1);
    post(open(KEY, 2));
    Together again =
        new Together(List.of(open(OTHER, 1), staleKey), List.of(count(HERE, part("o1", 1))));
    assertThat(ledger.post(again)).isInstanceOf(Overtaken.class);
    assertThat(ledger.find(OTHER)).isEmpty();
    assertThat(counter(HERE).units()).isEqualTo(Quantity.of(5));
  }

  @Test
  void asMuchAsIsAllowedFitsOneWrite() {
    List<Posting> postings =
        IntStream.range(0, Together.MOST)
            .mapToObj(
                i -> {
                  StockKey key = StockKey.of("S" + i, "7");
                  OrderOnKey shipped =
                      new OrderOnKey(
                          "o1",
                          Quantity.ZERO,
                          List.of(new OrderOnKey.Shipped("1", Quantity.of(1), NOW, List.of())));
                  return order(key, shipped);
                })
            .toList();
    List<CounterPosting> counters =
        IntStream.range(0, Together.MOST)
            .mapToObj(i -> count(new CounterKey("" + (i + 1), Optional.of("71")), part("o1", 1)))
            .toList();
    assertThat(ledger.post(new Together(postings, counters))).isInstanceOf(Posted.class);
    assertThat(ledger.ofProduct(Upc.of("7"))).hasSize(Together.MOST);
    assertThat(marks()).hasSize(2 * Together.MOST);
  }

  @Test
  void aChangeOfANumberSetsAMarkerWithItsVersionInTheSameWrite() {
    post(open(KEY, 1));
    post(TwoSteps.move(record(KEY), movement("e1"), NOW));
    post(open(QUEUE, 1));
    post(count(HERE, part("o1", 1)));
    assertThat(marks())
        .containsExactlyInAnyOrder(
            new Change(new OfProduct(KEY.upc()), "SVC21", 2),
            new Change(new OfProduct(KEY.upc()), FacilityId.QUEUE.value(), 1),
            new Change(new OfItem(new ItemId("11")), "71", 1));
  }

  @Test
  void aChangeWithoutEffectOnTheShopSetsNoMarker() {
    Baseline row =
        new Baseline(
            new Baseline.Rank(NOW.minusSeconds(60), NOW, "d1"),
            Quantity.of(10),
            "part-0001.csv",
            2);
    TwoSteps.Reset reset = (TwoSteps.Reset) TwoSteps.reset(record(KEY), row, Facts.NONE, NOW);
    post(reset.posting());
    assertThat(marks()).isEmpty();
    TwoSteps.Settle settle =
        (TwoSteps.Settle)
            TwoSteps.settle(record(KEY), "d1", Quantity.of(-2), 3, Facts.NONE, Baseline.NONE, NOW);
    post(settle.posting());
    assertThat(marks()).containsExactly(new Change(new OfProduct(KEY.upc()), "SVC21", 2));
  }

  @Test
  void aWriteThatIsRefusedMarksNothing() {
    Posting stale = open(KEY, 1);
    post(open(KEY, 2));
    pending.published(marks());
    assertThat(ledger.post(stale)).isInstanceOf(Overtaken.class);
    assertThat(marks()).isEmpty();
  }

  @Test
  void aMarkIsClearedOnlyByItsVersionOrANewerOne() {
    post(open(KEY, 1));
    List<Change> read = marks();
    post(TwoSteps.move(record(KEY), movement("e1"), NOW));
    pending.published(read);
    assertThat(marks()).containsExactly(new Change(new OfProduct(KEY.upc()), "SVC21", 2));
    pending.published(List.of(new Change(new OfProduct(KEY.upc()), "SVC21", 3)));
    assertThat(marks()).isEmpty();
    pending.published(read);
  }

  @Test
  void marksArePagedAndNoneIsMissed() {
    for (int i = 1; i <= 40; i++) {
      post(open(StockKey.of("S1", "" + i), 1));
      post(open(StockKey.of("S2", "" + i), 1));
    }
    List<Change> marks = marks();
    assertThat(marks).hasSize(80).doesNotHaveDuplicates();
    pending.published(marks);
    assertThat(marks()).isEmpty();
  }

  @Test
  void theBasisOfEverythingIsKeptUntilAnotherIsBegun() {
    assertThat(pending.everythingBy()).isEmpty();
    pending.beginEverything();
    pending.publishedEverything(new Basis("b1"));
    assertThat(pending.everythingBy()).contains(new Basis("b1"));
    assertThat(marks()).isEmpty();
    pending.beginEverything();
    assertThat(pending.everythingBy()).isEmpty();
  }

  private List<Change> marks() {
    List<Change> all = new ArrayList<>();
    for (int bucket = 0; bucket < PendingChanges.BUCKETS; bucket++) {
      Optional<String> after = Optional.empty();
      do {
        Page page = pending.changedProducts(bucket, after);
        all.addAll(page.changes());
        after = page.next();
      } while (after.isPresent());
    }
    return all;
  }

  private void post(Posting posting) {
    assertThat(ledger.post(posting)).isInstanceOf(Posted.class);
  }

  private void post(CounterPosting counted) {
    assertThat(ledger.post(new Together(List.of(), List.of(counted)))).isInstanceOf(Posted.class);
  }

  private StockRecord record(StockKey key) {
    return ledger.find(key).orElse(StockRecord.beginning(key, Baseline.NONE));
  }

  private Posting open(StockKey key, long units) {
    return order(key, new OrderOnKey("o1", Quantity.of(units), List.of()));
  }

  private Posting order(StockKey key, OrderOnKey says) {
    return TwoSteps.order(record(key), OrderOnKey.none("o1"), says, NOW).orElseThrow();
  }

  private static Movement movement(String id) {
    return new Movement(KEY, id, NOW, Quantity.of(-1));
  }

  private Counter counter(CounterKey key) {
    return ledger.counters(List.of(key)).getOrDefault(key, Counter.beginning(key));
  }

  private CounterPosting count(CounterKey key, CounterPart part) {
    return counter(key).take(CounterPart.none(part.orderId(), part.upc()), part).orElseThrow();
  }

  private static CounterPart part(String orderId, long units) {
    return new CounterPart(
        orderId, Optional.of(KEY.upc()), Optional.empty(), List.of(line("1", units, 0)));
  }

  private static CounterPart.Line line(String seqId, long taken, long restocked) {
    return new CounterPart.Line(seqId, Quantity.of(taken), Quantity.of(restocked));
  }
}
