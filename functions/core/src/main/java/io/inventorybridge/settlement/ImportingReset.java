// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settlement;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.TwoSteps.Reset;
import io.inventorybridge.ledger.TwoSteps.ResetBefore;
import io.inventorybridge.ledger.TwoSteps.ResetOutcome;
import io.inventorybridge.ledger.TwoSteps.Stale;
import io.inventorybridge.settlement.PartFiles.Cut;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
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

  private final PartFiles files;
  private final PostingEntries entries;
  private final Lanes lanes;
  private final Clock clock;

  public ImportingReset(PartFiles files, PostingEntries entries, Lanes lanes, Clock clock) {
    this.files = files;
    this.entries = entries;
    this.lanes = lanes;
    this.clock = clock;
  }

  /**
   * Imports from a row on until the time is used up; it does at least one batch.
   *
   * @param from rows imported by earlier calls of this attempt
   * @param before their totals
   * @param timeIsLeft asked after each batch
   */
  public Progress<ResetTotals> run(
      DeliveryId delivery,
      PartName name,
      long from,
      ResetTotals before,
      BooleanSupplier timeIsLeft) {
    Instant begin = clock.instant();
    Cut cut = files.cut(delivery, name);
    ResetTotals totals = before;
    long next = from;
    try (Stream<ResetRow> rows = files.reset(cut, from)) {
      Iterator<ResetRow> left = rows.iterator();
      while (left.hasNext() && (next == from || timeIsLeft.getAsBoolean())) {
        List<ResetRow> batch = Batches.next(left, BATCH);
        totals = plus(totals, apply(batch, cut));
        next += batch.size();
      }
      Progress.State state = left.hasNext() ? Progress.State.MORE : Progress.State.DONE;
      Duration took = before.took().plus(Duration.between(begin, clock.instant()));
      return new Progress<>(
          state, next, new ResetTotals(totals.applied(), totals.unchanged(), totals.stale(), took));
    }
  }

  private List<ResetOutcome> apply(List<ResetRow> batch, Cut cut) {
    Function<StockKey, StockRecord> records =
        entries.read(batch.stream().map(ResetRow::key).toList());
    return lanes.each(
        batch,
        row ->
            entries.reset(
                records.apply(row.key()),
                new Baseline(
                    cut.manifest().rank(), row.quantity(), cut.name().toString(), row.line())));
  }

  private static ResetTotals plus(ResetTotals totals, List<ResetOutcome> outcomes) {
    long applied = totals.applied();
    long unchanged = totals.unchanged();
    long stale = totals.stale();
    for (ResetOutcome outcome : outcomes) {
      Quantity difference =
          switch (outcome) {
            case Reset reset -> reset.difference();
            case ResetBefore earlier -> earlier.difference();
            case Stale old -> {
              stale++;
              yield Quantity.ZERO;
            }
          };
      if (!(outcome instanceof Stale)) {
        applied += difference.isZero() ? 0 : 1;
        unchanged += difference.isZero() ? 1 : 0;
      }
    }
    return new ResetTotals(applied, unchanged, stale, totals.took());
  }
}
