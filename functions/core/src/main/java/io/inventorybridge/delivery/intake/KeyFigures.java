// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.MovedUnits;
import io.inventorybridge.delivery.StockBalances;
import io.inventorybridge.delivery.StockBalances.StockBalance;
import io.inventorybridge.delivery.filter.FilteredDelta;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The comparison of a delivery's rows with the ledger, in one pass and in batches. It is made when
 * a guard first needs it, because reading the balances is the most expensive part of the intake.
 * Used by one thread.
 */
final class KeyFigures {
  /** The number of balances to read at once. */
  private static final int BATCH = 1_000;

  /**
   * The keys that would lose their stock.
   *
   * @param keys keys with stock that would go to 0 or below
   * @param withStock all keys with stock that the delivery states
   */
  record EmptiedKeys(long keys, long withStock) {
    private EmptiedKeys plus(StockBalance balance, boolean toZero) {
      return balance.onHand().units() <= 0
          ? this
          : new EmptiedKeys(keys + (toZero ? 1 : 0), withStock + 1);
    }
  }

  private record Compared(MovedUnits moved, EmptiedKeys emptied) {}

  private final FilteredDelta delta;
  private final Instant snapshot;
  private final StockBalances balances;
  private Optional<Compared> compared = Optional.empty();

  KeyFigures(FilteredDelta delta, Instant snapshot, StockBalances balances) {
    this.delta = delta;
    this.snapshot = snapshot;
    this.balances = balances;
  }

  /** The moved units, if any guard needed them. */
  Optional<MovedUnits> moved() {
    return compared.map(Compared::moved);
  }

  MovedUnits measured() {
    return compare().moved();
  }

  EmptiedKeys emptied() {
    return compare().emptied();
  }

  /**
   * The keys that an initial load would empty, with those that its sweep takes.
   *
   * @param stores the stores that an earlier delivery has stated
   */
  EmptiedKeys emptiedByLoad(Set<FacilityId> stores, Instant uploaded) {
    EmptiedKeys[] sum = {compare().emptied()};
    if (delta.rejectedKeys().unnamed() > 0) {
      return sum[0];
    }
    balances.ofStores(
        stores,
        balance -> {
          if (!delta.states(balance.key())) {
            sum[0] = sum[0].plus(balance, isOlder(balance, uploaded));
          }
        });
    return sum[0];
  }

  private boolean isOlder(StockBalance balance, Instant uploaded) {
    int age = balance.newest().snapshot().compareTo(snapshot);
    return age < 0 || (age == 0 && balance.newest().upload().isBefore(uploaded));
  }

  private Compared compare() {
    if (compared.isEmpty()) {
      Compared[] sum = {new Compared(MovedUnits.NONE, new EmptiedKeys(0, 0))};
      Map<StockKey, StockQuantity> batch = new LinkedHashMap<>();
      delta.forEachKeptRow(
          (key, quantity) -> {
            batch.put(key, quantity);
            if (batch.size() == BATCH) {
              sum[0] = add(sum[0], batch);
              batch.clear();
            }
          });
      compared = Optional.of(add(sum[0], batch));
    }
    return compared.get();
  }

  private Compared add(Compared before, Map<StockKey, StockQuantity> rows) {
    if (rows.isEmpty()) {
      return before;
    }
    MovedUnits moved = before.moved();
    EmptiedKeys emptied = before.emptied();
    Map<StockKey, StockBalance> found = balances.find(rows.keySet());
    for (Map.Entry<StockKey, StockQuantity> row : rows.entrySet()) {
      StockBalance balance = found.get(row.getKey());
      if (balance == null) {
        continue;
      }
      emptied = emptied.plus(balance, row.getValue().units() <= 0);
      // A key that moved since the snapshot differs for that reason alone.
      if (balance.hasBaseline() && !balance.latestMovement().isAfter(snapshot)) {
        moved = moved.plus(row.getValue().units(), balance.expected().units());
      }
    }
    return new Compared(moved, emptied);
  }
}
