// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.ChangeMarkers.ChangeMarker;
import io.inventorybridge.availability.ChangeMarkers.Page;
import io.inventorybridge.availability.ChangeMarkers.Subject.OfItem;
import io.inventorybridge.availability.ChangeMarkers.Subject.OfProduct;
import io.inventorybridge.availability.change.InputMarkers;
import io.inventorybridge.availability.change.InputSet;
import io.inventorybridge.ledger.StockLedger.Posted;
import io.inventorybridge.ledger.StockLedger.VersionConflict;
import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.ledger.counter.CounterPosting;
import io.inventorybridge.ledger.counter.CounterRepository.WithParts;
import io.inventorybridge.ledger.counter.ShopCounter;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every ledger for counters, change markers, and transactions. */
public abstract class LedgerTransactionContract {
  private static final Instant NOW = Instant.parse("2026-11-24T07:00:00.123456789Z");
  private static final StockKey KEY = StockKey.of("SVC21", "2050000163913");
  private static final StockKey OTHER = StockKey.of("SVC22", "2050000163913");
  private static final StockKey QUEUE = new StockKey(FacilityId.QUEUE, KEY.upc());
  private static final CounterKey HERE = new CounterKey("11", Optional.of("71"));
  private static final CounterKey SOMEWHERE = new CounterKey("11", Optional.empty());

  private StockLedger ledger;
  private ChangeMarkers pending;

  /** A ledger in which nothing was written. */
  protected abstract StockLedger empty();

  /** The change markers of that ledger's writes. */
  protected abstract ChangeMarkers pending(StockLedger ledger);

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
            new ShopCounter(SOMEWHERE, StockQuantity.of(2), 1, 1),
            new ShopCounter(HERE, StockQuantity.of(4), 2, 2));
    assertThat(ledger.ofItem("11"))
        .filteredOn(there -> there.counter().key().equals(HERE))
        .flatExtracting(WithParts::parts)
        .containsExactlyInAnyOrder(first, noProduct);
    assertThat(ledger.counters(List.of(HERE, SOMEWHERE)))
        .isEqualTo(
            Map.of(
                HERE,
                new ShopCounter(HERE, StockQuantity.of(4), 2, 2),
                SOMEWHERE,
                new ShopCounter(SOMEWHERE, StockQuantity.of(2), 1, 1)));
    assertThat(ledger.part(HERE, first.id())).contains(first);
    assertThat(ledger.part(HERE, noProduct.id())).contains(noProduct);
  }

  @Test
  void anOrderWithoutUnitsIsRemovedFromItsCounter() {
    post(count(HERE, part("o1", 2)));
    ShopCounter counter = counter(HERE);
    CounterPart none = CounterPart.none("o1", Optional.of(KEY.upc()));
    post(counter.take(part("o1", 2), none).orElseThrow());
    assertThat(ledger.ofItem("11"))
        .containsExactly(new WithParts(new ShopCounter(HERE, StockQuantity.ZERO, 0, 2), List.of()));
  }

  @Test
  void keysAndCountersAreWrittenAllOrNone() {
    CounterPosting stale = count(HERE, part("o1", 1));
    post(count(HERE, part("o2", 5)));
    LedgerTransaction ledgerTransaction =
        new LedgerTransaction(List.of(open(KEY, 1), open(QUEUE, 1)), List.of(stale));
    assertThat(ledger.post(ledgerTransaction)).isInstanceOf(VersionConflict.class);
    assertThat(ledger.ofProduct(KEY.upc())).isEmpty();
    assertThat(counter(HERE).units()).isEqualTo(StockQuantity.of(5));

    LedgerPosting staleKey = open(KEY, 1);
    post(open(KEY, 2));
    LedgerTransaction again =
        new LedgerTransaction(
            List.of(open(OTHER, 1), staleKey), List.of(count(HERE, part("o1", 1))));
    assertThat(ledger.post(again)).isInstanceOf(VersionConflict.class);
    assertThat(ledger.find(OTHER)).isEmpty();
    assertThat(counter(HERE).units()).isEqualTo(StockQuantity.of(5));
  }

  @Test
  void asMuchAsIsAllowedFitsOneWrite() {
    List<LedgerPosting> postings =
        IntStream.range(0, LedgerTransaction.MOST)
            .mapToObj(
                i -> {
                  StockKey key = StockKey.of("S" + i, "7");
                  OrderFacts shipped =
                      new OrderFacts(
                          "o1",
                          StockQuantity.ZERO,
                          List.of(
                              new OrderFacts.Shipped("1", StockQuantity.of(1), NOW, List.of())));
                  return order(key, shipped);
                })
            .toList();
    List<CounterPosting> counters =
        IntStream.range(0, LedgerTransaction.MOST)
            .mapToObj(i -> count(new CounterKey("" + (i + 1), Optional.of("71")), part("o1", 1)))
            .toList();
    assertThat(ledger.post(new LedgerTransaction(postings, counters))).isInstanceOf(Posted.class);
    assertThat(ledger.ofProduct(CanonicalUpc.of("7"))).hasSize(LedgerTransaction.MOST);
    assertThat(marks()).hasSize(2 * LedgerTransaction.MOST);
  }

  @Test
  void aChangeOfANumberSetsAMarkerWithItsVersionInTheSameWrite() {
    post(open(KEY, 1));
    post(StockTransitions.move(record(KEY), movement("e1"), NOW));
    post(open(QUEUE, 1));
    post(count(HERE, part("o1", 1)));
    assertThat(marks())
        .containsExactlyInAnyOrder(
            new ChangeMarker(new OfProduct(KEY.upc()), "SVC21", 2),
            new ChangeMarker(new OfProduct(KEY.upc()), FacilityId.QUEUE.value(), 1),
            new ChangeMarker(new OfItem(new InventoryItemId("11")), "71", 1));
  }

  @Test
  void aChangeWithoutEffectOnTheShopSetsNoMarker() {
    StockBaseline row =
        new StockBaseline(
            new StockBaseline.Rank(NOW.minusSeconds(60), NOW, "d1"),
            StockQuantity.of(10),
            "part-0001.csv",
            2);
    StockTransitions.Reset reset =
        (StockTransitions.Reset) StockTransitions.reset(record(KEY), row, KeyFacts.NONE, NOW);
    post(reset.posting());
    assertThat(marks()).isEmpty();
    StockTransitions.Settle settle =
        (StockTransitions.Settle)
            StockTransitions.settle(
                record(KEY), "d1", StockQuantity.of(-2), 3, KeyFacts.NONE, StockBaseline.NONE, NOW);
    post(settle.posting());
    assertThat(marks()).containsExactly(new ChangeMarker(new OfProduct(KEY.upc()), "SVC21", 2));
  }

  @Test
  void aWriteThatIsRefusedMarksNothing() {
    LedgerPosting stale = open(KEY, 1);
    post(open(KEY, 2));
    pending.clear(marks());
    assertThat(ledger.post(stale)).isInstanceOf(VersionConflict.class);
    assertThat(marks()).isEmpty();
  }

  @Test
  void aMarkIsClearedOnlyByItsVersionOrANewerOne() {
    post(open(KEY, 1));
    List<ChangeMarker> read = marks();
    post(StockTransitions.move(record(KEY), movement("e1"), NOW));
    pending.clear(read);
    assertThat(marks()).containsExactly(new ChangeMarker(new OfProduct(KEY.upc()), "SVC21", 2));
    pending.clear(List.of(new ChangeMarker(new OfProduct(KEY.upc()), "SVC21", 3)));
    assertThat(marks()).isEmpty();
    pending.clear(read);
  }

  @Test
  void marksArePagedAndNoneIsMissed() {
    for (int i = 1; i <= 40; i++) {
      post(open(StockKey.of("S1", "" + i), 1));
      post(open(StockKey.of("S2", "" + i), 1));
    }
    List<ChangeMarker> marks = marks();
    assertThat(marks).hasSize(80).doesNotHaveDuplicates();
    pending.clear(marks);
    assertThat(marks()).isEmpty();
  }

  @Test
  void aMarkerOfANewerSetOfInputsOutlivesTheClearingOfAnOlderOne() {
    CanonicalUpc upc = CanonicalUpc.of("1");
    ChangeMarker older = InputMarkers.of(upc, new InputSet.Reference(9, "v"));
    ChangeMarker newer = InputMarkers.of(upc, new InputSet.Reference(10, "w"));
    pending.mark(List.of(older));
    assertThat(marks()).containsExactly(older);
    pending.mark(List.of(newer));
    pending.clear(List.of(older));
    assertThat(marks()).containsExactly(newer);
    pending.clear(List.of(newer));
    assertThat(marks()).isEmpty();
  }

  private List<ChangeMarker> marks() {
    List<ChangeMarker> all = new ArrayList<>();
    for (int bucket = 0; bucket < ChangeMarkers.BUCKETS; bucket++) {
      Optional<String> after = Optional.empty();
      do {
        Page page = pending.markers(bucket, after);
        all.addAll(page.changes());
        after = page.next();
      } while (after.isPresent());
    }
    return all;
  }

  private void post(LedgerPosting posting) {
    assertThat(ledger.post(posting)).isInstanceOf(Posted.class);
  }

  private void post(CounterPosting counted) {
    assertThat(ledger.post(new LedgerTransaction(List.of(), List.of(counted))))
        .isInstanceOf(Posted.class);
  }

  private StockRecord record(StockKey key) {
    return ledger.find(key).orElse(StockRecord.initial(key, StockBaseline.NONE));
  }

  private LedgerPosting open(StockKey key, long units) {
    return order(key, new OrderFacts("o1", StockQuantity.of(units), List.of()));
  }

  private LedgerPosting order(StockKey key, OrderFacts says) {
    return StockTransitions.order(record(key), OrderFacts.none("o1"), says, NOW).orElseThrow();
  }

  private static StockMovement movement(String id) {
    return new StockMovement(KEY, id, NOW, StockQuantity.of(-1));
  }

  private ShopCounter counter(CounterKey key) {
    return ledger.counters(List.of(key)).getOrDefault(key, ShopCounter.initial(key));
  }

  private CounterPosting count(CounterKey key, CounterPart part) {
    return counter(key).take(CounterPart.none(part.orderId(), part.upc()), part).orElseThrow();
  }

  private static CounterPart part(String orderId, long units) {
    return new CounterPart(
        orderId, Optional.of(KEY.upc()), Optional.empty(), List.of(line("1", units, 0)));
  }

  private static CounterPart.Line line(String seqId, long taken, long restocked) {
    return new CounterPart.Line(seqId, StockQuantity.of(taken), StockQuantity.of(restocked), false);
  }
}
