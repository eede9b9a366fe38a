// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.EmptiedKeys;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.StockBalances;
import io.inventorybridge.delivery.filter.FilteredDelta;
import io.inventorybridge.settings.GuardSettings;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The guards of a delivery, which hold a delivery that looks like an accident. {@link #IN_ORDER}
 * lists all of them; their limits are settings.
 *
 * @param ofSource all deliveries of the source
 */
record DeliveryGuards(
    DeliveryKind kind,
    SnapshotTime snapshot,
    Instant uploaded,
    FilteredDelta delta,
    List<DeliveryRecord> ofSource,
    StockBalances stockBalances,
    GuardSettings limits) {
  /** The number of balances to read at once. */
  private static final int BATCH = 1_000;

  /** The reason to hold a delivery. */
  record HoldDecision(HeldReason reason, String sentence) {}

  /**
   * The result of the guards.
   *
   * @param goingToZero empty where that guard did not run
   */
  record GuardResult(Optional<HoldDecision> hold, Optional<EmptiedKeys> goingToZero) {
    private static GuardResult of(Optional<HoldDecision> alarm) {
      return new GuardResult(alarm, Optional.empty());
    }
  }

  private interface Guard {
    GuardResult check(DeliveryGuards delivery);
  }

  private static final List<Guard> IN_ORDER =
      List.of(
          delivery -> GuardResult.of(delivery.snapshotAhead()),
          ordinary(delivery -> GuardResult.of(delivery.fewRows())),
          ordinary(delivery -> GuardResult.of(delivery.manyRows())),
          ordinary(delivery -> GuardResult.of(delivery.missingStore())),
          ordinary(DeliveryGuards::goingToZero));

  /**
   * The result of the first guard that holds the delivery; without one, the result of the last
   * guard.
   */
  GuardResult check() {
    GuardResult last = GuardResult.of(Optional.empty());
    for (Guard guard : IN_ORDER) {
      last = guard.check(this);
      if (last.hold().isPresent()) {
        break;
      }
    }
    return last;
  }

  // Initial loads and corrections are of any size; a header-only file is a day without changes.
  private static Guard ordinary(Guard guard) {
    return delivery ->
        delivery.kind() == DeliveryKind.ORDINARY && delivery.delta().rows().read() > 0
            ? guard.check(delivery)
            : GuardResult.of(Optional.empty());
  }

  private Optional<HoldDecision> snapshotAhead() {
    return limits
        .snapshotAhead()
        .filter(most -> snapshot.at().isAfter(uploaded.plus(most)))
        .map(
            most ->
                new HoldDecision(
                    HeldReason.SNAPSHOT_AHEAD,
                    "the snapshot time %s is more than %s after the upload at %s"
                        .formatted(snapshot.at(), most, uploaded)));
  }

  private Optional<HoldDecision> fewRows() {
    return limits
        .rowsBelow()
        .flatMap(
            ratio ->
                median()
                    .filter(median -> ratio.undercutBy(2 * delta.rows().read(), median.doubled()))
                    .map(
                        median ->
                            new HoldDecision(
                                HeldReason.FEW_ROWS,
                                "%d rows are less than %s times the median of %s rows"
                                    .formatted(delta.rows().read(), ratio, median))));
  }

  private Optional<HoldDecision> manyRows() {
    return limits
        .rowsAbove()
        .flatMap(
            ratio ->
                median()
                    .filter(median -> ratio.exceededBy(2 * delta.rows().read(), median.doubled()))
                    .map(
                        median ->
                            new HoldDecision(
                                HeldReason.MANY_ROWS,
                                "%d rows are more than %s times the median of %s rows"
                                    .formatted(delta.rows().read(), ratio, median))));
  }

  private Optional<HoldDecision> missingStore() {
    List<DeliveryRecord> history = history();
    if (!limits.missingStore() || history.isEmpty()) {
      return Optional.empty();
    }
    SortedSet<FacilityId> always = new TreeSet<>(history.getFirst().stores());
    history.forEach(record -> always.retainAll(record.stores()));
    always.removeAll(delta.stores());
    return always.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HoldDecision(
                HeldReason.MISSING_STORE,
                "no row of %s, which was in each of the last %d deliveries"
                    .formatted(
                        String.join(", ", always.stream().map(FacilityId::value).toList()),
                        history.size())));
  }

  /**
   * Reads the balances of the keys that go to 0 or below first. If these are few, which is the case
   * on an ordinary day, no other balance is read.
   */
  private GuardResult goingToZero() {
    if (limits.goingToZero().isEmpty()) {
      return GuardResult.of(Optional.empty());
    }
    long emptied = above(units -> units.units() <= 0);
    long fewest = Math.max(limits.leastKeys(), emptied);
    if (!limits.goingToZero().get().exceededBy(emptied, fewest)) {
      return new GuardResult(
          Optional.empty(), Optional.of(new EmptiedKeys(emptied, Optional.empty())));
    }
    long all = emptied + above(units -> units.units() > 0);
    Optional<HoldDecision> alarm =
        all >= limits.leastKeys() && limits.goingToZero().get().exceededBy(emptied, all)
            ? Optional.of(
                new HoldDecision(
                    HeldReason.GOING_TO_ZERO,
                    "%d of %d keys with stock would go to 0 or below".formatted(emptied, all)))
            : Optional.empty();
    return new GuardResult(alarm, Optional.of(new EmptiedKeys(emptied, Optional.of(all))));
  }

  /** Counts the keys that have stock now, among the rows with such a quantity. */
  private long above(Predicate<StockQuantity> quantities) {
    long[] count = {0};
    List<StockKey> batch = new ArrayList<>();
    delta.forEachKeptRow(
        (key, quantity) -> {
          if (quantities.test(quantity)) {
            batch.add(key);
            if (batch.size() == BATCH) {
              count[0] += withStock(batch);
              batch.clear();
            }
          }
        });
    return count[0] + withStock(batch);
  }

  private long withStock(List<StockKey> keys) {
    return keys.isEmpty()
        ? 0
        : stockBalances.onHand(List.copyOf(keys)).values().stream()
            .filter(quantity -> quantity.units() > 0)
            .count();
  }

  /** The deliveries to compare with; empty while there are too few. */
  private List<DeliveryRecord> history() {
    List<DeliveryRecord> last =
        ofSource.stream()
            .filter(record -> record.status() == Status.SETTLED)
            .filter(record -> record.kind() == DeliveryKind.ORDINARY && record.rows().read() > 0)
            .sorted(Comparator.comparing(DeliveryRecord::rank).reversed())
            .limit(limits.history())
            .toList();
    return last.size() < limits.leastHistory() ? List.of() : last;
  }

  private Optional<Median> median() {
    List<Long> sizes = history().stream().map(record -> record.rows().read()).sorted().toList();
    return sizes.isEmpty()
        ? Optional.empty()
        : Optional.of(new Median(sizes.get((sizes.size() - 1) / 2) + sizes.get(sizes.size() / 2)));
  }

  /** Doubled, because the median of an even number of sizes may be a half. */
  private record Median(long doubled) {
    @Override
    public String toString() {
      return doubled / 2 + (doubled % 2 == 0 ? "" : ".5");
    }
  }
}
