// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.delivery.settlement.PartRepository.PartRef;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.StockTransitions.Overruled;
import io.inventorybridge.ledger.StockTransitions.Settle;
import io.inventorybridge.ledger.StockTransitions.SettleOutcome;
import io.inventorybridge.ledger.StockTransitions.SettledBefore;
import io.inventorybridge.ledger.StockTransitions.Skipped;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BoundedParallelism;
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
  private final PartRepository files;
  private final DeliveryRepository deliveries;
  private final LedgerWriter entries;
  private final BoundedParallelism boundedParallelism;
  private final Clock clock;

  public ImportingVariance(
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
   * Imports from a row of the reset part on until the time is used up; it does at least one batch.
   *
   * <p>For a void delivery it imports nothing.
   *
   * @param from rows imported by earlier calls of this attempt
   * @param before their totals
   * @param timeIsLeft asked after each batch
   */
  public ImportProgress<VarianceTotals> run(
      DeliveryId delivery,
      PartName name,
      long from,
      VarianceTotals before,
      BooleanSupplier timeIsLeft) {
    Instant begin = clock.instant();
    PartRef cut = files.part(delivery, name);
    if (deliveries.isVoid(delivery)) {
      return new ImportProgress<>(ImportProgress.State.DONE, from, before);
    }
    Map<StockKey, VarianceRow> variance = new HashMap<>();
    for (VarianceRow row : files.variance(cut)) {
      variance.put(row.key(), row);
    }
    VarianceTotals totals = before;
    long next = from;
    try (Stream<ResetRow> rows = files.reset(cut, from)) {
      Iterator<ResetRow> left = rows.iterator();
      while (left.hasNext() && (next == from || timeIsLeft.getAsBoolean())) {
        List<ResetRow> batch = BatchIterator.next(left, ImportingReset.BATCH);
        totals = plus(totals, settle(batch, cut, variance));
        next += batch.size();
      }
      ImportProgress.State state =
          left.hasNext() ? ImportProgress.State.MORE : ImportProgress.State.DONE;
      return new ImportProgress<>(
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

  private record SettledRow(Optional<VarianceRow> row, SettleOutcome outcome) {}

  private List<SettledRow> settle(
      List<ResetRow> batch, PartRef cut, Map<StockKey, VarianceRow> variance) {
    Function<StockKey, StockRecord> records =
        entries.read(batch.stream().map(ResetRow::key).toList());
    Function<StockRecord, StockBaseline> floors =
        entries.floorsUnder(batch.stream().map(row -> records.apply(row.key())).toList());
    return boundedParallelism.each(
        batch,
        reset -> {
          Optional<VarianceRow> row = Optional.ofNullable(variance.get(reset.key()));
          StockRecord record = records.apply(reset.key());
          return new SettledRow(
              row,
              entries.settle(
                  record,
                  cut.delivery().value(),
                  row.map(VarianceRow::delta).orElse(StockQuantity.ZERO),
                  row.map(VarianceRow::line).orElse(0L),
                  floors.apply(record)));
        });
  }

  private static VarianceTotals plus(VarianceTotals totals, List<SettledRow> batch) {
    long rows = totals.rows();
    StockQuantity units = totals.units();
    long stale = totals.stale();
    long late = totals.lateFacts();
    for (SettledRow done : batch) {
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
