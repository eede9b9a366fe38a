// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.delivery.settlement.PartRepository.PartRef;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.StockTransitions.Reset;
import io.inventorybridge.ledger.StockTransitions.ResetBefore;
import io.inventorybridge.ledger.StockTransitions.ResetOutcome;
import io.inventorybridge.ledger.StockTransitions.Stale;
import io.inventorybridge.ledger.StockTransitions.VoidRow;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The first of the two steps: makes the rows of a reset part the pending baselines of their keys.
 * Applying a row again changes nothing, so an interrupted call is simply repeated.
 */
public final class ImportingReset {
  static final int BATCH = 100;

  private final PartRepository files;
  private final DeliveryRepository deliveries;
  private final LedgerWriter entries;
  private final BoundedParallelism boundedParallelism;
  private final Clock clock;

  public ImportingReset(
      PartRepository files,
      DeliveryRepository deliveries,
      LedgerWriter entries,
      BoundedParallelism boundedParallelism,
      Clock clock) {
    this.files = files;
    this.deliveries = deliveries;
    this.entries = entries;
    this.boundedParallelism = boundedParallelism;
    this.clock = clock;
  }

  /**
   * Imports from a row on until the time is used up; it does at least one batch.
   *
   * <p>For a void delivery it imports nothing.
   *
   * @param from rows imported by earlier calls of this attempt
   * @param before their totals
   * @param timeIsLeft asked after each batch
   */
  public ImportProgress<ResetTotals> run(
      DeliveryId delivery,
      PartName name,
      long from,
      ResetTotals before,
      BooleanSupplier timeIsLeft) {
    Instant begin = clock.instant();
    PartRef cut = files.part(delivery, name);
    if (deliveries.isVoid(delivery)) {
      return new ImportProgress<>(ImportProgress.State.DONE, from, before);
    }
    ResetTotals totals = before;
    long next = from;
    try (Stream<ResetRow> rows = files.reset(cut, from)) {
      Iterator<ResetRow> left = rows.iterator();
      while (left.hasNext() && (next == from || timeIsLeft.getAsBoolean())) {
        List<ResetRow> batch = BatchIterator.next(left, BATCH);
        totals = plus(totals, apply(batch, cut));
        next += batch.size();
      }
      ImportProgress.State state =
          left.hasNext() ? ImportProgress.State.MORE : ImportProgress.State.DONE;
      Duration took = before.took().plus(Duration.between(begin, clock.instant()));
      return new ImportProgress<>(
          state, next, new ResetTotals(totals.applied(), totals.unchanged(), totals.stale(), took));
    }
  }

  private List<ResetOutcome> apply(List<ResetRow> batch, PartRef cut) {
    Function<StockKey, StockRecord> records =
        entries.read(batch.stream().map(ResetRow::key).toList());
    return boundedParallelism.each(
        batch,
        row ->
            entries.reset(
                records.apply(row.key()),
                new StockBaseline(
                    cut.manifest().rank(), row.quantity(), cut.name().toString(), row.line())));
  }

  private static ResetTotals plus(ResetTotals totals, List<ResetOutcome> outcomes) {
    long applied = totals.applied();
    long unchanged = totals.unchanged();
    long stale = totals.stale();
    for (ResetOutcome outcome : outcomes) {
      StockQuantity difference =
          switch (outcome) {
            case Reset reset -> reset.difference();
            case ResetBefore earlier -> earlier.difference();
            case Stale old -> {
              stale++;
              yield StockQuantity.ZERO;
            }
            case VoidRow undone -> {
              stale++;
              yield StockQuantity.ZERO;
            }
          };
      if (!(outcome instanceof Stale || outcome instanceof VoidRow)) {
        applied += difference.isZero() ? 0 : 1;
        unchanged += difference.isZero() ? 1 : 0;
      }
    }
    return new ResetTotals(applied, unchanged, stale, totals.took());
  }
}
