// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settlement;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.TwoSteps.Overruled;
import io.inventorybridge.ledger.TwoSteps.Settle;
import io.inventorybridge.ledger.TwoSteps.SettleOutcome;
import io.inventorybridge.ledger.TwoSteps.SettledBefore;
import io.inventorybridge.ledger.TwoSteps.Skipped;
import io.inventorybridge.settlement.PartFiles.Cut;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The second of the two steps. It posts the variance of each key of a part with the facts that
 * became known since it was computed, and makes the pending baseline the settled one. Keys without
 * a variance row are settled the same way. A row whose reset was stale, superseded or missing is
 * skipped and counted.
 */
public final class ImportingVariance {
  private final PartFiles files;
  private final PostingEntries entries;
  private final Lanes lanes;
  private final Clock clock;

  public ImportingVariance(PartFiles files, PostingEntries entries, Lanes lanes, Clock clock) {
    this.files = files;
    this.entries = entries;
    this.lanes = lanes;
    this.clock = clock;
  }

  /**
   * Imports from a row of the reset part on until the time is used up; it does at least one batch.
   *
   * @param from rows imported by earlier calls of this attempt
   * @param before their totals
   * @param timeIsLeft asked after each batch
   */
  public Progress<VarianceTotals> run(
      DeliveryId delivery,
      PartName name,
      long from,
      VarianceTotals before,
      BooleanSupplier timeIsLeft) {
    Instant begin = clock.instant();
    Cut cut = files.cut(delivery, name);
    Map<StockKey, VarianceRow> variance = new HashMap<>();
    for (VarianceRow row : files.variance(cut)) {
      variance.put(row.key(), row);
    }
    VarianceTotals totals = before;
    long next = from;
    try (Stream<ResetRow> rows = files.reset(cut, from)) {
      Iterator<ResetRow> left = rows.iterator();
      while (left.hasNext() && (next == from || timeIsLeft.getAsBoolean())) {
        List<ResetRow> batch = Batches.next(left, ImportingReset.BATCH);
        totals = plus(totals, settle(batch, cut, variance));
        next += batch.size();
      }
      Progress.State state = left.hasNext() ? Progress.State.MORE : Progress.State.DONE;
      return new Progress<>(
          state,
          next,
          new VarianceTotals(
              totals.rows(),
              totals.units(),
              totals.stale(),
              totals.lateFacts(),
              before.took().plus(Duration.between(begin, clock.instant()))));
    }
  }

  private record Done(Optional<VarianceRow> row, SettleOutcome outcome) {}

  private List<Done> settle(List<ResetRow> batch, Cut cut, Map<StockKey, VarianceRow> variance) {
    Function<StockKey, StockRecord> records =
        entries.read(batch.stream().map(ResetRow::key).toList());
    Function<StockRecord, Baseline> floors =
        entries.floorsUnder(batch.stream().map(row -> records.apply(row.key())).toList());
    return lanes.each(
        batch,
        reset -> {
          Optional<VarianceRow> row = Optional.ofNullable(variance.get(reset.key()));
          StockRecord record = records.apply(reset.key());
          return new Done(
              row,
              entries.settle(
                  record,
                  cut.delivery().value(),
                  row.map(VarianceRow::delta).orElse(Quantity.ZERO),
                  row.map(VarianceRow::line).orElse(0L),
                  floors.apply(record)));
        });
  }

  private static VarianceTotals plus(VarianceTotals totals, List<Done> batch) {
    long rows = totals.rows();
    Quantity units = totals.units();
    long stale = totals.stale();
    long late = totals.lateFacts();
    for (Done done : batch) {
      if (done.row().isPresent()) {
        rows++;
        units = units.plus(done.row().get().delta());
      }
      switch (done.outcome()) {
        case Settle settle -> late += settle.late().isZero() ? 0 : 1;
        case SettledBefore earlier -> late += earlier.late().isZero() ? 0 : 1;
        case Skipped skipped -> stale += done.row().isPresent() ? 1 : 0;
        case Overruled overruled -> stale += done.row().isPresent() ? 1 : 0;
      }
    }
    return new VarianceTotals(rows, units, stale, late, totals.took());
  }
}
