// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.ledger.CallInterleavings.Writer;
import io.inventorybridge.ledger.StockLedger.Page;
import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A key is created while the sweep of an initial load visits its store: in every interleaving of
 * the calls the load's baseline counts.
 */
@Tag("simulation")
class CreatedBesideASweepTest {
  private static final StockKey KEY = StockKey.of("NY01", "1");
  private static final OrderFootprint ORDER =
      new OrderFootprint("o1", Optional.of(KEY.upc()), Set.of(KEY), Set.of());
  private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");
  private static final StockBaseline OLD_FLOOR = zero("d0", 0);
  private static final StockBaseline LOAD = zero("d2", 20);

  @Test
  void bySales() {
    StockMovement before = new StockMovement(KEY, "e1", at(10), StockQuantity.of(-1));
    StockMovement after = new StockMovement(KEY, "e2", at(30), StockQuantity.of(-1));
    assertThat(everyOrder(List.of(sweep(), sales(before, after)), -1)).isGreaterThan(50);
  }

  @Test
  void byAnOrder() {
    OrderFacts shipped =
        new OrderFacts(
            "o1",
            StockQuantity.ZERO,
            List.of(
                new OrderFacts.Shipped(
                    "1",
                    StockQuantity.of(3),
                    at(5),
                    List.of(new OrderFacts.KnownSince(at(15), StockQuantity.of(2))))));
    Writer order = ledger -> entries(ledger).applyOrder(ORDER, () -> saying(shipped));
    assertThat(everyOrder(List.of(sweep(), order), -1)).isGreaterThan(10);
  }

  @Test
  void byAResetThatIsOlderThanTheLoad() {
    assertThat(everyOrder(List.of(sweep(), delivery("d1", 10, 7)), 0)).isGreaterThan(10);
  }

  @Test
  void byAResetThatIsNewerThanTheLoad() {
    assertThat(everyOrder(List.of(sweep(), delivery("d3", 30, 7)), 7)).isGreaterThan(10);
  }

  @Test
  void byAResetWithSales() {
    StockMovement after = new StockMovement(KEY, "e2", at(30), StockQuantity.of(-1));
    Writer resetThenSale =
        ledger -> {
          delivery("d1", 10, 7).accept(ledger);
          sales(after).accept(ledger);
        };
    assertThat(everyOrder(List.of(sweep(), resetThenSale), -1)).isGreaterThan(100);
  }

  @Test
  void byAResetWhileAnOlderLoadIsSweptToo() {
    Writer resetThenOlderLoad =
        ledger -> {
          entries(ledger).reset(entries(ledger).read(List.of(KEY)).apply(KEY), row("d1", 10, 7));
          sweep(zero("d1b", 15)).accept(ledger);
        };
    assertThat(everyOrder(List.of(sweep(), resetThenOlderLoad), 0)).isGreaterThan(50);
  }

  /**
   * The writer of an order's newer version may find its facts on the key and write nothing, while
   * the writer of the older version is about to write.
   */
  @Test
  void anOrderIsTakenAsItsNewestVersionSaysWhereverTheCallsFall() {
    OrderFacts open = new OrderFacts("o1", StockQuantity.of(3), List.of());
    OrderFacts none = OrderFacts.none("o1");
    AtomicReference<OrderFacts> stored = new AtomicReference<>();
    int orders =
        CallInterleavings.all(
            run -> {
              stored.set(null);
              return new InMemoryStockLedger();
            },
            List.of(
                ledger -> {
                  stored.compareAndSet(null, open);
                  entries(ledger).applyOrder(ORDER, () -> saying(stored.get()));
                },
                ledger -> {
                  ledger.floor(KEY.facility()); // a call, so that this may begin late
                  stored.set(none);
                  entries(ledger).applyOrder(ORDER, () -> saying(stored.get()));
                }),
            ledger ->
                assertThat(entries(ledger).read(List.of(KEY)).apply(KEY).reserved())
                    .isEqualTo(StockQuantity.ZERO));
    assertThat(orders).isGreaterThan(3);
  }

  private static int everyOrder(List<Writer> writers, long expected) {
    return CallInterleavings.all(
        run -> {
          InMemoryStockLedger ledger = new InMemoryStockLedger();
          ledger.raiseFloor(KEY.facility(), OLD_FLOOR);
          return ledger;
        },
        writers,
        ledger -> {
          StockRecord record = entries(ledger).read(List.of(KEY)).apply(KEY);
          assertThat(record.pending()).isEmpty();
          assertThat(record.onHand()).isEqualTo(StockQuantity.of(expected));
          assertThat(record.settledOnHand()).isEqualTo(record.onHand());
          assertThat(record.onHand())
              .isEqualTo(ledger.facts(KEY, Instant.MIN).onHand(KEY, record.settled().baseline()));
          assertThat(record.settled().baseline().rank()).isGreaterThanOrEqualTo(LOAD.rank());
        });
  }

  // In the order of SweepingLoad: the initial-load baseline first, then every existing key.
  private static Writer sweep() {
    return sweep(LOAD);
  }

  private static Writer sweep(StockBaseline load) {
    return ledger -> {
      ledger.raiseFloor(KEY.facility(), load);
      String cursor = "";
      do {
        Page page = ledger.scan(Set.of(KEY.facility()), cursor);
        page.records().stream()
            .filter(record -> record.newest().rank().compareTo(load.rank()) < 0)
            .forEach(record -> settle(ledger, record, load));
        cursor = page.next();
      } while (!cursor.isEmpty());
    };
  }

  private static void settle(StockLedger ledger, StockRecord record, StockBaseline load) {
    LedgerWriter entries = entries(ledger);
    entries.reset(record, load);
    StockRecord reset = entries.read(List.of(KEY)).apply(KEY);
    StockBaseline floor = entries.floorsUnder(List.of(reset)).apply(reset);
    entries.settle(reset, load.delivery(), StockQuantity.ZERO, 0, floor);
  }

  private static Writer sales(StockMovement... movements) {
    return ledger -> List.of(movements).forEach(entries(ledger)::postMovement);
  }

  private static Writer delivery(String id, int snapshot, int quantity) {
    StockBaseline row = row(id, snapshot, quantity);
    return ledger -> {
      LedgerWriter entries = entries(ledger);
      entries.reset(entries.read(List.of(KEY)).apply(KEY), row);
      entries.settle(entries.read(List.of(KEY)).apply(KEY), id, StockQuantity.ZERO, 0);
    };
  }

  private static StockBaseline row(String id, int snapshot, int quantity) {
    return new StockBaseline(
        new StockBaseline.Rank(at(snapshot), at(snapshot), id),
        StockQuantity.of(quantity),
        "part-0001.csv",
        2);
  }

  private static LedgerWriter entries(StockLedger ledger) {
    return new LedgerWriter(ledger, BackoffPolicy.NONE, Clock.fixed(at(99), ZoneOffset.UTC));
  }

  private static StockBaseline zero(String id, int time) {
    return new StockBaseline(
        new StockBaseline.Rank(at(time), at(time), id), StockQuantity.ZERO, StockBaseline.SWEEP, 0);
  }

  private static Instant at(int time) {
    return BEGIN.plusSeconds(time);
  }

  private static OrderFootprint.OrderSnapshot saying(OrderFacts says) {
    return new OrderFootprint.OrderSnapshot() {
      @Override
      public OrderFootprint all() {
        return ORDER;
      }

      @Override
      public OrderFacts on(StockKey key) {
        return says;
      }

      @Override
      public CounterPart on(CounterKey counter) {
        return CounterPart.none("o1", ORDER.upc());
      }
    };
  }
}
