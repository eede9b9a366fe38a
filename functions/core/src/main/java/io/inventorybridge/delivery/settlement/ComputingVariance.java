// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.delivery.settlement.PartRepository.PartRef;
import io.inventorybridge.ledger.KeyFacts;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Computes the variance of a reset part. For each key it is minus the completed units that Retail
 * Pro did not know at the snapshot time, whenever they were completed. It also writes a file when
 * there is nothing to deduct, so that both steps always run. The settlement handles facts that
 * become known later.
 */
public final class ComputingVariance {
  private static final int BATCH = 1_000;

  private final PartRepository files;
  private final DeliveryRepository deliveries;
  private final StockLedger ledger;
  private final BoundedParallelism boundedParallelism;
  private final Clock clock;

  public ComputingVariance(
      PartRepository files,
      DeliveryRepository deliveries,
      StockLedger ledger,
      BoundedParallelism boundedParallelism,
      Clock clock) {
    this.files = files;
    this.deliveries = deliveries;
    this.ledger = ledger;
    this.boundedParallelism = boundedParallelism;
    this.clock = clock;
  }

  /** The result of the computation. */
  public sealed interface VarianceOutcome {}

  /**
   * The variance is stored.
   *
   * @param unreadable a sentence for each stored order that could not be read; it is not deducted
   */
  public record Computed(long rows, StockQuantity units, SortedSet<String> unreadable)
      implements VarianceOutcome {}

  /** The delivery was settled before: a repeated event, nothing to do. */
  public record SettledBefore() implements VarianceOutcome {}

  /** The delivery is void: no step begins for it any more. */
  public record VoidDelivery() implements VarianceOutcome {}

  public VarianceOutcome compute(DeliveryId delivery, PartName name) {
    Instant begin = clock.instant();
    PartRef cut = files.part(delivery, name);
    Optional<DeliveryRecord> record = deliveries.find(delivery);
    if (record.filter(DeliveryRecord::isVoid).isPresent()) {
      return new VoidDelivery();
    }
    // A part may be settled while its delivery is not: the sweep of an initial load failed, and an
    // operator retries the part to repeat the sweep.
    if (record.filter(it -> it.status() == DeliveryRecord.Status.SETTLED).isPresent()) {
      return new SettledBefore();
    }
    List<VarianceRow> variance = new ArrayList<>();
    StockQuantity units = StockQuantity.ZERO;
    SortedSet<String> unreadable = new TreeSet<>();
    try (Stream<ResetRow> rows = files.reset(cut, 0)) {
      for (Iterator<ResetRow> left = rows.iterator(); left.hasNext(); ) {
        for (VarianceRow row :
            of(BatchIterator.next(left, BATCH), cut, variance.size(), unreadable)) {
          variance.add(row);
          units = units.plus(row.delta());
        }
      }
    }
    files.storeVariance(cut, variance, Duration.between(begin, clock.instant()));
    return new Computed(variance.size(), units, unreadable);
  }

  private List<VarianceRow> of(
      List<ResetRow> rows, PartRef cut, int before, SortedSet<String> unreadable) {
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
    List<KeyFacts> facts =
        boundedParallelism.each(ordered, row -> new KeyFacts(List.of(), ledger.orders(row.key())));
    facts.forEach(
        there ->
            there
                .orders()
                .forEach(order -> order.error().ifPresent(sentence -> unreadable.add(sentence))));
    List<StockQuantity> unknown = facts.stream().map(there -> there.unknownAt(snapshot)).toList();
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
