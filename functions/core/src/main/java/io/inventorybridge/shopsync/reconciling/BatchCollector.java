// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.availability.PublicationState;
import io.inventorybridge.shopsync.published.StandingReason;
import io.inventorybridge.stock.ItemAtLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the counts of a batch while it is read. */
final class BatchCollector {
  private final long read;
  private final Map<ItemAtLocation, PairReading> latest = new HashMap<>();
  private final List<PairDiscrepancy> discrepancies = new ArrayList<>();
  private final List<ItemAtLocation> right = new ArrayList<>();
  private long agreed;
  private long written;
  private long waiting;

  BatchCollector(long read) {
    this.read = read;
  }

  void add(PairDiscrepancy discrepancy) {
    discrepancies.add(discrepancy);
  }

  void agrees(PairReading reading) {
    agrees(reading, true);
  }

  /**
   * @param withoutRow false for a pair whose number is right and that has a row for another reason
   */
  void agrees(PairReading reading, boolean withoutRow) {
    agreed += withoutRow ? 1 : 0;
    if (reading.record().firstReading().isPresent()) {
      right.add(reading.pair());
    }
  }

  void waits(PairDiscrepancy discrepancy) {
    waiting++;
    add(discrepancy);
  }

  void written(PairDiscrepancy discrepancy) {
    written++;
    add(discrepancy);
  }

  /** Pairs left at the end are reported by their last reading. */
  void remember(PairReading reading) {
    latest.put(reading.pair(), reading);
  }

  void busy(ItemAtLocation pair) {
    PairReading last = latest.get(pair);
    if (last != null) {
      add(last.discrepancy(DiscrepancyReason.BUSY));
    }
  }

  void notPublished(PairReading unread, PublicationState.Reason why) {
    switch (why) {
      case AMBIGUOUS -> ambiguous(unread);
      case AWAITING_BASELINE -> add(unread.discrepancy(DiscrepancyReason.AWAITING_BASELINE));
      case NOT_ONLINE, NO_STOCK_AT_LOCATION -> agrees(unread);
    }
  }

  void ambiguous(PairReading unread) {
    add(
        unread.discrepancy(
            DiscrepancyReason.AMBIGUOUS,
            Optional.ofNullable(unread.record().remarks().since().get(StandingReason.AMBIGUOUS)),
            ""));
  }

  ReconcileBatch batch() {
    return new ReconcileBatch(read, agreed, written, waiting, discrepancies, right);
  }
}
