// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Splits a long iteration into batches. */
public final class BatchIterator {
  private BatchIterator() {}

  /** Takes the next items; only the last batch is shorter than requested. */
  public static <T> List<T> next(Iterator<T> items, int most) {
    List<T> batch = new ArrayList<>(most);
    while (batch.size() < most && items.hasNext()) {
      batch.add(items.next());
    }
    return batch;
  }
}
