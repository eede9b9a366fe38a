// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.IntakeFindings;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rejected rows of catalog products, which the guards weigh. Rows of products that are not sold
 * online say nothing about the file. Not thread-safe.
 */
public final class RejectTally {
  private final TreeMap<String, Long> unknownStores = new TreeMap<>();
  private long others;

  /** Counts a rejected row of a catalog product. */
  void add() {
    others++;
  }

  /** Counts a row of a catalog product whose store is unknown, by the code that the file writes. */
  void addUnknownStore(String written) {
    if (unknownStores.size() < IntakeFindings.MOST_STORES || unknownStores.containsKey(written)) {
      unknownStores.merge(written, 1L, Long::sum);
    } else {
      others++;
    }
  }

  void addOthers(long rows) {
    others += rows;
  }

  /** The rows that are not of an unknown store, and those of stores that are too many to list. */
  public long others() {
    return others;
  }

  /** The rows of each unknown store, by its code. */
  public SortedMap<String, Long> unknownStores() {
    return Collections.unmodifiableSortedMap(unknownStores);
  }
}
