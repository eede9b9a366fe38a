// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.shopsync.reconciling.ReconcileBatch;
import io.inventorybridge.stock.ItemAtLocation;
import java.util.ArrayList;
import java.util.List;

/** Adds up batches. */
final class SyncTotals {
  long marks;
  long toBeRead;
  private long read;
  private long agreed;
  private long written;
  private long waiting;
  private final List<PairDiscrepancy> discrepancies = new ArrayList<>();
  private final List<ItemAtLocation> right = new ArrayList<>();

  void add(ReconcileBatch batch) {
    read += batch.read();
    agreed += batch.agreed();
    written += batch.written();
    waiting += batch.waiting();
    discrepancies.addAll(batch.discrepancies());
    right.addAll(batch.right());
  }

  /** Adds pairs that agree without being counted. */
  void addAgreed(long pairs) {
    read += pairs;
    agreed += pairs;
  }

  ReconcileBatch batch() {
    return new ReconcileBatch(read, agreed, written, waiting, discrepancies, right);
  }
}
