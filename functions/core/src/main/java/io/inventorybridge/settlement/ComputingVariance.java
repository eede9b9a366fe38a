// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settlement;

import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.ledger.Facts;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.settlement.PartFiles.Cut;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Computes the variance of a reset part. For each key it is minus the completed units that Retail
 * Pro did not know at the snapshot time, whenever they were completed. It also writes a file when
 * there is nothing to deduct, so that both steps always run. The settlement handles facts that
 * become known later.
 */
public final class ComputingVariance {
  private static final int BATCH = 1_000;

  private final PartFiles files;
  private final Deliveries deliveries;
  private final Ledger ledger;
  private final Lanes lanes;
  private final Clock clock;

  public ComputingVariance(
      PartFiles files, Deliveries deliveries, Ledger ledger, Lanes lanes, Clock clock) {
    this.files = files;
    this.deliveries = deliveries;
    this.ledger = ledger;
    this.lanes = lanes;
    this.clock = clock;
  }

  /** The result of the computation. */
  public sealed interface Outcome {}

  public record Computed(long rows, Quantity units) implements Outcome {}

  /** The delivery was settled before: a repeated event, nothing to do. */
  public record SettledBefore() implements Outcome {}

  public Outcome compute(DeliveryId delivery, PartName name) {
    Instant begin = clock.instant();
    Cut cut = files.cut(delivery, name);
    // A part may be settled while its delivery is not: the sweep of an initial load failed, and an
    // operator retries the part to repeat the sweep.
    if (deliveries
        .find(delivery)
        .filter(record -> record.status() == DeliveryRecord.Status.SETTLED)
        .isPresent()) {
      return new SettledBefore();
    }
    List<VarianceRow> variance = new ArrayList<>();
    Quantity units = Quantity.ZERO;
    try (Stream<ResetRow> rows = files.reset(cut, 0)) {
      for (Iterator<ResetRow> left = rows.iterator(); left.hasNext(); ) {
        for (VarianceRow row : of(Batches.next(left, BATCH), cut, variance.size())) {
          variance.add(row);
          units = units.plus(row.delta());
        }
      }
    }
    files.storeVariance(cut, variance, Duration.between(begin, clock.instant()));
    return new Computed(variance.size(), units);
  }

  private List<VarianceRow> of(List<ResetRow> rows, Cut cut, int before) {
    Map<StockKey, StockRecord> records = ledger.find(rows.stream().map(ResetRow::key).toList());
    List<ResetRow> ordered =
        rows.stream()
            .filter(
                row ->
                    Optional.ofNullable(records.get(row.key()))
                        .filter(record -> record.orders() > 0)
                        .isPresent())
            .toList();
    Instant snapshot = cut.manifest().snapshot().at();
    List<Quantity> unknown =
        lanes.each(
            ordered, row -> new Facts(List.of(), ledger.orders(row.key())).unknownAt(snapshot));
    List<VarianceRow> variance = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      if (!unknown.get(i).isZero()) {
        ResetRow row = ordered.get(i);
        variance.add(
            new VarianceRow(
                row.key(),
                row.upca(),
                unknown.get(i).negated(),
                row.locationSeqId(),
                before + variance.size() + 2L));
      }
    }
    return variance;
  }
}
