// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.publishing;

import io.inventorybridge.sync.reconciling.Batch;
import io.inventorybridge.sync.reconciling.Discrepancy;
import io.inventorybridge.sync.shop.Pair;
import java.util.ArrayList;
import java.util.List;

/** Adds up batches. */
final class Sum {
  long toBeRead;
  private long read;
  private long agreed;
  private long written;
  private long waiting;
  private final List<Discrepancy> discrepancies = new ArrayList<>();
  private final List<Pair> right = new ArrayList<>();

  void add(Batch batch) {
    read += batch.read();
    agreed += batch.agreed();
    written += batch.written();
    waiting += batch.waiting();
    discrepancies.addAll(batch.discrepancies());
    right.addAll(batch.right());
  }

  Batch batch() {
    return new Batch(read, agreed, written, waiting, discrepancies, right);
  }
}
