// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.reconciling;

import io.inventorybridge.sync.pool.Published;
import io.inventorybridge.sync.shop.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the counts of a batch while it is read. */
final class Tally {
  private final long read;
  private final Map<Pair, Case> latest = new HashMap<>();
  private final List<Discrepancy> discrepancies = new ArrayList<>();
  private final List<Pair> right = new ArrayList<>();
  private long agreed;
  private long written;
  private long waiting;

  Tally(long read) {
    this.read = read;
  }

  void add(Discrepancy discrepancy) {
    discrepancies.add(discrepancy);
  }

  void agrees(Case reading) {
    agreed++;
    if (reading.record().sighting().isPresent()) {
      right.add(reading.pair());
    }
  }

  void waits(Discrepancy discrepancy) {
    waiting++;
    add(discrepancy);
  }

  void written(Discrepancy discrepancy) {
    written++;
    add(discrepancy);
  }

  /** Pairs left at the end are reported by their last reading. */
  void remember(Case reading) {
    latest.put(reading.pair(), reading);
  }

  void busy(Pair pair) {
    Case last = latest.get(pair);
    if (last != null) {
      add(last.says(Reason.BUSY));
    }
  }

  void notPublished(Case unread, Published.Reason why) {
    switch (why) {
      case AMBIGUOUS -> add(unread.says(Reason.AMBIGUOUS));
      case AWAITING_BASELINE -> add(unread.says(Reason.AWAITING_BASELINE));
      case NOT_ONLINE, NO_STOCK_AT_LOCATION -> agrees(unread);
    }
  }

  Batch batch() {
    return new Batch(read, agreed, written, waiting, discrepancies, right);
  }
}
