// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

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
import java.util.function.Function;
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
   * Brings a key to what an order says of it. The order is read after the key, so that a slow
   * writer cannot put an older saying over a newer one, and once more after the write: whoever
   * stored a newer version meanwhile may have found here what that version says, and so have had
   * nothing to write.
   */
  public void take(StockKey key, String orderId, Function<StockKey, OrderOnKey> saying) {
    Optional<Posting> written;
    do {
      written =
          deciding(
              read(key),
              record -> {
                OrderOnKey taken =
                    record.orders() == 0
                        ? OrderOnKey.none(orderId)
                        : ledger.fact(key, orderId).orElse(OrderOnKey.none(orderId));
                Optional<Posting> posting =
                    TwoSteps.order(record, taken, saying.apply(key), clock.instant());
                return new Decision<>(posting, posting);
              });
    } while (written.isPresent());
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
