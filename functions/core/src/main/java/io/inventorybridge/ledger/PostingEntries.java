// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.counter.Counter;
import io.inventorybridge.counter.CounterKey;
import io.inventorybridge.counter.CounterPart;
import io.inventorybridge.ledger.Ledger.AlreadyTaken;
import io.inventorybridge.ledger.Ledger.Outcome;
import io.inventorybridge.ledger.Ledger.Overtaken;
import io.inventorybridge.ledger.Ledger.Posted;
import io.inventorybridge.ledger.TwoSteps.Overruled;
import io.inventorybridge.ledger.TwoSteps.Reset;
import io.inventorybridge.ledger.TwoSteps.ResetOutcome;
import io.inventorybridge.ledger.TwoSteps.Settle;
import io.inventorybridge.ledger.TwoSteps.SettleOutcome;
import io.inventorybridge.ledger.TwoSteps.SettledBefore;
import io.inventorybridge.ledger.TwoSteps.Skipped;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads a key, decides by {@link TwoSteps}, writes on the condition that nobody wrote the key
 * meanwhile, and begins again where somebody did. Facts are read after the key: had they changed in
 * between, the key had too, and the write would not happen. Safe for many threads.
 */
public final class PostingEntries {
  /** Every round one of the writers of a key succeeds, so this many may meet. */
  static final int MOST_ATTEMPTS = 1_000;

  private final Ledger ledger;
  private final Backoff backoff;
  private final Clock clock;

  public PostingEntries(Ledger ledger, Backoff backoff, Clock clock) {
    this.ledger = ledger;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** The present states of the keys, read at once; a key never written is at its beginning. */
  public Function<StockKey, StockRecord> read(Collection<StockKey> keys) {
    Map<StockKey, StockRecord> records = new HashMap<>(ledger.find(keys));
    Map<FacilityId, Baseline> floors =
        ledger.floors(
            keys.stream()
                .filter(key -> !records.containsKey(key) && !key.isQueue())
                .map(StockKey::facility)
                .collect(Collectors.toSet()));
    for (StockKey key : keys) {
      records.computeIfAbsent(
          key,
          unseen ->
              StockRecord.beginning(unseen, floors.getOrDefault(unseen.facility(), Baseline.NONE)));
    }
    return key ->
        Objects.requireNonNull(records.get(key), () -> key + " is none of the keys that were read");
  }

  /** Makes a delivery's row the pending baseline of its key. */
  public ResetOutcome reset(StockRecord read, Baseline row) {
    return deciding(
        read,
        record -> {
          ResetOutcome outcome =
              TwoSteps.reset(
                  record,
                  row,
                  record.mayHaveMovedAfter(row.snapshot())
                      ? ledger.facts(record.key(), row.snapshot())
                      : Facts.NONE,
                  clock.instant());
          return new Decision<>(
              outcome,
              outcome instanceof Reset reset ? Optional.of(reset.posting()) : Optional.empty());
        });
  }

  /**
   * The floors that a settlement of these keys has to know; read after the keys. A key is still to
   * be looked at only while it stands on what it began with: once a row has settled it, it was
   * there for every sweep that began later.
   */
  public Function<StockRecord, Baseline> floorsUnder(Collection<StockRecord> records) {
    Map<FacilityId, Baseline> floors =
        ledger.floors(
            records.stream()
                .filter(PostingEntries::standsOnItsBeginning)
                .map(record -> record.key().facility())
                .collect(Collectors.toSet()));
    return record -> floors.getOrDefault(record.key().facility(), Baseline.NONE);
  }

  private static boolean standsOnItsBeginning(StockRecord record) {
    Baseline settled = record.settled().baseline();
    return record.pending().isPresent()
        && (settled.isNone() || settled.part().equals(Baseline.SWEEP));
  }

  /** Settles a key by the second step of a delivery, reading the floor of its store. */
  public SettleOutcome settle(StockRecord read, String delivery, Quantity delta, long line) {
    return settle(read, delivery, delta, line, floorsUnder(List.of(read)).apply(read));
  }

  /**
   * Settles a key by the second step of a delivery.
   *
   * @param floor of its store, by {@link #floorsUnder}
   */
  public SettleOutcome settle(
      StockRecord read, String delivery, Quantity delta, long line, Baseline floor) {
    return deciding(
        read,
        record -> {
          SettleOutcome outcome =
              TwoSteps.settle(
                  record, delivery, delta, line, factsOfPending(record), floor, clock.instant());
          return new Decision<>(
              outcome,
              switch (outcome) {
                case Settle settle -> Optional.of(settle.posting());
                case Overruled overruled -> Optional.of(overruled.posting());
                case SettledBefore earlier -> Optional.empty();
                case Skipped skipped -> Optional.empty();
              });
        });
  }

  /** Takes in a movement, once. */
  public Outcome move(Movement movement) {
    StockRecord record = read(movement.key());
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Outcome outcome = ledger.post(TwoSteps.move(record, movement, clock.instant()));
      if (!(outcome instanceof Overtaken)) {
        return outcome;
      }
      backoff.pause(attempt);
      record = read(movement.key());
    }
    throw new Contended(movement.key(), MOST_ATTEMPTS);
  }

  /**
   * Brings the keys and counters of a product to what an order says of them, all in one write as
   * far as a write reaches. The order is read after them, so that a slow writer cannot put an older
   * saying over a newer one, and once more after the write: whoever stored a newer version
   * meanwhile may have found here what that version says, and so have had nothing to write.
   */
  public void take(OrderOnProduct order, Supplier<? extends OrderOnProduct.Saying> saying) {
    int attempts = 0;
    while (true) {
      Optional<Together> together = decide(order, saying);
      if (together.isEmpty()) {
        return;
      }
      switch (ledger.post(together.get())) {
        case Posted posted -> attempts = 0;
        case Overtaken overtaken -> {
          if (++attempts == MOST_ATTEMPTS) {
            throw new Contended(order, MOST_ATTEMPTS);
          }
          backoff.pause(attempts);
        }
        case AlreadyTaken taken ->
            throw new IllegalStateException("only movements carry ids: " + order);
      }
    }
  }

  private Optional<Together> decide(
      OrderOnProduct asked, Supplier<? extends OrderOnProduct.Saying> saying) {
    OrderOnProduct order = asked;
    while (true) {
      TakenOfOrder taken = taken(order);
      OrderOnProduct.Saying says = saying.get();
      if (order.covers(says.all())) {
        return taken.towards(says, clock.instant());
      }
      // A newer version has named a place that was not looked at.
      order = says.all();
    }
  }

  private TakenOfOrder taken(OrderOnProduct order) {
    Function<StockKey, StockRecord> records = read(order.keys());
    Map<CounterKey, Counter> there =
        order.counters().isEmpty() ? Map.of() : ledger.counters(order.counters());
    SortedMap<StockKey, TakenOfOrder.OnKey> keys = new TreeMap<>();
    for (StockKey key : order.keys()) {
      StockRecord record = records.apply(key);
      OrderOnKey none = OrderOnKey.none(order.orderId());
      keys.put(
          key,
          new TakenOfOrder.OnKey(
              record,
              record.orders() == 0 ? none : ledger.fact(key, order.orderId()).orElse(none)));
    }
    SortedMap<CounterKey, TakenOfOrder.AtCounter> counters = new TreeMap<>();
    for (CounterKey key : order.counters()) {
      Counter counter = there.getOrDefault(key, Counter.beginning(key));
      CounterPart none = CounterPart.none(order.orderId(), order.upc());
      counters.put(
          key,
          new TakenOfOrder.AtCounter(
              counter, counter.parts() == 0 ? none : ledger.part(key, order.part()).orElse(none)));
    }
    return new TakenOfOrder(keys, counters);
  }

  private StockRecord read(StockKey key) {
    return ledger.find(key).orElseGet(() -> beginning(key));
  }

  private StockRecord beginning(StockKey key) {
    return StockRecord.beginning(key, key.isQueue() ? Baseline.NONE : ledger.floor(key.facility()));
  }

  private Facts factsOfPending(StockRecord record) {
    return record
        .pending()
        .map(there -> there.baseline().snapshot())
        .filter(snapshot -> record.orders() > 0 || record.mayHaveMovedAfter(snapshot))
        .map(snapshot -> ledger.facts(record.key(), snapshot))
        .orElse(Facts.NONE);
  }

  private record Decision<T>(T outcome, Optional<Posting> posting) {}

  private <T> T deciding(StockRecord read, Function<StockRecord, Decision<T>> decide) {
    StockRecord record = read;
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Decision<T> decision = decide.apply(record);
      if (decision.posting().isEmpty()) {
        return decision.outcome();
      }
      switch (ledger.post(decision.posting().get())) {
        case Posted posted -> {
          return decision.outcome();
        }
        case Overtaken overtaken -> {
          backoff.pause(attempt);
          record = read(record.key());
        }
        case AlreadyTaken taken ->
            throw new IllegalStateException("only movements carry ids: " + record.key());
      }
    }
    throw new Contended(read.key(), MOST_ATTEMPTS);
  }
}
