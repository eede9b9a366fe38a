// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.ledger.StockLedger.DuplicateMovement;
import io.inventorybridge.ledger.StockLedger.Posted;
import io.inventorybridge.ledger.StockLedger.PostingOutcome;
import io.inventorybridge.ledger.StockLedger.VersionConflict;
import io.inventorybridge.ledger.StockTransitions.Overruled;
import io.inventorybridge.ledger.StockTransitions.Reset;
import io.inventorybridge.ledger.StockTransitions.ResetBefore;
import io.inventorybridge.ledger.StockTransitions.ResetOutcome;
import io.inventorybridge.ledger.StockTransitions.Settle;
import io.inventorybridge.ledger.StockTransitions.SettleOutcome;
import io.inventorybridge.ledger.StockTransitions.SettledBefore;
import io.inventorybridge.ledger.StockTransitions.Skipped;
import io.inventorybridge.ledger.StockTransitions.Stale;
import io.inventorybridge.ledger.StockTransitions.WithdrawOutcome;
import io.inventorybridge.ledger.StockTransitions.Withdrawn;
import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.ledger.counter.ShopCounter;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes to the ledger: it reads a key, decides by {@link StockTransitions}, and writes on the
 * condition that the key is unchanged. After a version conflict it begins again. Facts are read
 * after the key: any change of them would also change the key's version, and the write would fail.
 * Safe for many threads.
 */
public final class LedgerWriter {
  /** In every round one of the writers of a key succeeds, so this many writers may meet. */
  static final int MOST_ATTEMPTS = 1_000;

  private final StockLedger ledger;
  private final BackoffPolicy backoff;
  private final Clock clock;

  public LedgerWriter(StockLedger ledger, BackoffPolicy backoff, Clock clock) {
    this.ledger = ledger;
    this.backoff = backoff;
    this.clock = clock;
  }

  /**
   * Reads the present states of the keys in one call; a key never written has its initial state.
   */
  public Function<StockKey, StockRecord> read(Collection<StockKey> keys) {
    Map<StockKey, StockRecord> records = new HashMap<>(ledger.find(keys));
    Map<FacilityId, StockBaseline> floors =
        ledger.floors(
            keys.stream()
                .filter(key -> !records.containsKey(key) && !key.isQueue())
                .map(StockKey::facility)
                .collect(Collectors.toSet()));
    for (StockKey key : keys) {
      records.computeIfAbsent(
          key,
          unseen ->
              StockRecord.initial(
                  unseen, floors.getOrDefault(unseen.facility(), StockBaseline.NONE)));
    }
    return key ->
        Objects.requireNonNull(records.get(key), () -> key + " is none of the keys that were read");
  }

  /** Makes a delivery's row the pending baseline of its key. */
  public ResetOutcome reset(StockRecord read, StockBaseline row) {
    return retryOnConflict(
        read,
        record -> {
          ResetOutcome outcome =
              StockTransitions.reset(
                  record,
                  row,
                  record.mayHaveMovedAfter(row.snapshot())
                      ? ledger.facts(record.key(), row.snapshot())
                      : KeyFacts.NONE,
                  clock.instant());
          return new Decision<>(
              outcome,
              switch (outcome) {
                case Reset reset -> Optional.of(reset.posting());
                case Stale stale -> stale.posting();
                case ResetBefore earlier -> Optional.empty();
                case StockTransitions.VoidRow undone -> Optional.empty();
              });
        });
  }

  /**
   * Reads the initial-load baselines that a settlement of these keys needs; it reads them after the
   * keys. Only a key without a settled row must be checked: once a row has settled it, every later
   * sweep finds the key.
   */
  public Function<StockRecord, StockBaseline> floorsUnder(Collection<StockRecord> records) {
    Map<FacilityId, StockBaseline> floors =
        ledger.floors(
            records.stream()
                .filter(LedgerWriter::isPendingWithoutSettledRow)
                .map(record -> record.key().facility())
                .collect(Collectors.toSet()));
    return record -> floors.getOrDefault(record.key().facility(), StockBaseline.NONE);
  }

  private static boolean isPendingWithoutSettledRow(StockRecord record) {
    StockBaseline settled = record.settled().baseline();
    return record.pending().isPresent()
        && (settled.isNone() || settled.part().equals(StockBaseline.SWEEP));
  }

  /**
   * Settles a key by the second step of a delivery; reads the initial-load baseline of its store.
   */
  public SettleOutcome settle(StockRecord read, String delivery, StockQuantity delta, long line) {
    return settle(read, delivery, delta, line, floorsUnder(List.of(read)).apply(read));
  }

  /**
   * Settles a key by the second step of a delivery.
   *
   * @param floor the initial-load baseline of its store, by {@link #floorsUnder}
   */
  public SettleOutcome settle(
      StockRecord read, String delivery, StockQuantity delta, long line, StockBaseline floor) {
    return retryOnConflict(
        read,
        record -> {
          SettleOutcome outcome =
              StockTransitions.settle(
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

  /**
   * Withdraws a void delivery from a key. The key remembers it, so a row of the delivery that comes
   * later changes nothing: the undo need not wait for steps that still run.
   */
  public WithdrawOutcome withdraw(StockRecord read, StockBaseline.Rank rank) {
    return retryOnConflict(
        read,
        record -> {
          WithdrawOutcome outcome = previewWithdrawal(record, rank);
          return new Decision<>(
              outcome,
              outcome instanceof Withdrawn withdrawn
                  ? Optional.of(withdrawn.posting())
                  : Optional.empty());
        });
  }

  /** Decides how a key would change if the delivery were withdrawn from it; writes nothing. */
  public WithdrawOutcome previewWithdrawal(StockRecord record, StockBaseline.Rank rank) {
    StockKey key = record.key();
    StoreLoads loads = key.isQueue() ? StoreLoads.NONE : ledger.loads(key.facility());
    Optional<StockBaseline.Rank> below =
        record
            .pending()
            .map(there -> there.baseline().rank())
            .filter(pending -> !pending.equals(rank));
    // A preview may withdraw several deliveries from one key, and writes none of them.
    Set<StockBaseline.Rank> gone = new HashSet<>(record.withdrawn());
    gone.add(rank);
    StockBaseline counts =
        StockTransitions.withdrawn(record, rank, ledger.newestStatement(key, below, gone), loads);
    KeyFacts facts =
        record.orders() > 0 || record.mayHaveMovedAfter(counts.snapshot())
            ? ledger.facts(key, counts.snapshot())
            : KeyFacts.NONE;
    return StockTransitions.withdraw(record, rank, counts, facts, loads, clock.instant());
  }

  /** Spares a key from an initial load that holds an unusable row of it. */
  public void spare(StockRecord read, StockBaseline.Rank load) {
    retryOnConflict(
        read,
        record -> {
          Optional<LedgerPosting> posting = StockTransitions.spare(record, load, clock.instant());
          return new Decision<>(posting.isPresent(), posting);
        });
  }

  /** Applies a movement, once. */
  public PostingOutcome postMovement(StockMovement movement) {
    StockRecord record = read(movement.key());
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      PostingOutcome outcome =
          ledger.post(StockTransitions.move(record, movement, clock.instant()));
      if (!(outcome instanceof VersionConflict)) {
        return outcome;
      }
      backoff.pause(attempt);
      record = read(movement.key());
    }
    throw new WriteContention(movement.key(), MOST_ATTEMPTS);
  }

  /**
   * Applies an order to the keys and counters of a product, in as few writes as possible. The order
   * is read after the keys, so that a slow writer cannot replace newer facts with older ones. It is
   * read once more after the write: another writer may have stored a newer version meanwhile, found
   * its facts already applied here, and written nothing.
   */
  public void applyOrder(
      OrderFootprint order, Supplier<? extends OrderFootprint.OrderSnapshot> saying) {
    int attempts = 0;
    while (true) {
      Optional<LedgerTransaction> together = decide(order, saying);
      if (together.isEmpty()) {
        return;
      }
      switch (ledger.post(together.get())) {
        case Posted posted -> attempts = 0;
        case VersionConflict overtaken -> {
          if (++attempts == MOST_ATTEMPTS) {
            throw new WriteContention(order, MOST_ATTEMPTS);
          }
          backoff.pause(attempts);
        }
        case DuplicateMovement taken ->
            throw new IllegalStateException("only movements carry ids: " + order);
      }
    }
  }

  private Optional<LedgerTransaction> decide(
      OrderFootprint asked, Supplier<? extends OrderFootprint.OrderSnapshot> saying) {
    OrderFootprint order = asked;
    while (true) {
      AppliedOrder taken = appliedOrder(order);
      OrderFootprint.OrderSnapshot says = saying.get();
      if (order.covers(says.all())) {
        return taken.transactionTo(says, clock.instant());
      }
      // A newer version has named a location that was not read.
      order = says.all();
    }
  }

  private AppliedOrder appliedOrder(OrderFootprint order) {
    Function<StockKey, StockRecord> records = read(order.keys());
    Map<CounterKey, ShopCounter> there =
        order.counters().isEmpty() ? Map.of() : ledger.counters(order.counters());
    SortedMap<StockKey, AppliedOrder.AppliedAtKey> keys = new TreeMap<>();
    for (StockKey key : order.keys()) {
      StockRecord record = records.apply(key);
      OrderFacts none = OrderFacts.none(order.orderId());
      keys.put(
          key,
          new AppliedOrder.AppliedAtKey(
              record,
              record.orders() == 0 ? none : ledger.fact(key, order.orderId()).orElse(none)));
    }
    SortedMap<CounterKey, AppliedOrder.AppliedAtCounter> counters = new TreeMap<>();
    for (CounterKey key : order.counters()) {
      ShopCounter counter = there.getOrDefault(key, ShopCounter.initial(key));
      CounterPart none = CounterPart.none(order.orderId(), order.upc());
      counters.put(
          key,
          new AppliedOrder.AppliedAtCounter(
              counter, counter.parts() == 0 ? none : ledger.part(key, order.part()).orElse(none)));
    }
    return new AppliedOrder(keys, counters);
  }

  private StockRecord read(StockKey key) {
    return ledger.find(key).orElseGet(() -> initialRecord(key));
  }

  private StockRecord initialRecord(StockKey key) {
    return StockRecord.initial(
        key, key.isQueue() ? StockBaseline.NONE : ledger.floor(key.facility()));
  }

  private KeyFacts factsOfPending(StockRecord record) {
    return record
        .pending()
        .map(there -> there.baseline().snapshot())
        .filter(snapshot -> record.orders() > 0 || record.mayHaveMovedAfter(snapshot))
        .map(snapshot -> ledger.facts(record.key(), snapshot))
        .orElse(KeyFacts.NONE);
  }

  private record Decision<T>(T outcome, Optional<LedgerPosting> posting) {}

  private <T> T retryOnConflict(StockRecord read, Function<StockRecord, Decision<T>> decide) {
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
        case VersionConflict overtaken -> {
          backoff.pause(attempt);
          record = read(record.key());
        }
        case DuplicateMovement taken ->
            throw new IllegalStateException("only movements carry ids: " + record.key());
      }
    }
    throw new WriteContention(read.key(), MOST_ATTEMPTS);
  }
}
