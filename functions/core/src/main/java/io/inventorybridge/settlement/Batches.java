// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settlement;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Takes a long iteration in pieces. */
final class Batches {
  private Batches() {}

  /** The next items, fewer than asked only at the end. */
  static <T> List<T> next(Iterator<T> items, int most) {
    List<T> batch = new ArrayList<>(most);
    while (batch.size() < most && items.hasNext()) {
      batch.add(items.next());
    }
    return batch;
  }
}
