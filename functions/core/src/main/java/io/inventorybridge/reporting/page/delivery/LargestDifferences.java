// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.reporting.morning.ProbableCause;
import io.inventorybridge.reporting.morning.ResetDifference;
import io.inventorybridge.stock.FacilityId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Selects the largest differences of a list that is too long for memory: overall, and of each
 * store. Keys without an expectation are left out. Used by one thread.
 */
public final class LargestDifferences {
  /** The number of differences on a page. */
  static final int SHOWN = 25;

  private static final Comparator<ResetDifference> BY_SIZE =
      Comparator.<ResetDifference>comparingLong(row -> Math.abs(row.difference().units()))
          .thenComparing(ResetDifference::key, Comparator.reverseOrder());

  private final PriorityQueue<ResetDifference> largest = new PriorityQueue<>(BY_SIZE);
  private final Map<FacilityId, ResetDifference> ofStores = new HashMap<>();
  private long rows;

  public void add(ResetDifference row) {
    if (row.cause() == ProbableCause.FIRST_BASELINE) {
      return;
    }
    rows++;
    ofStores.merge(row.key().facility(), row, (a, b) -> BY_SIZE.compare(a, b) >= 0 ? a : b);
    largest.add(row);
    if (largest.size() > SHOWN) {
      largest.remove();
    }
  }

  /** The largest differences overall, the largest first. */
  List<ResetDifference> ofAll() {
    return largest.stream().sorted(BY_SIZE.reversed()).toList();
  }

  Optional<ResetDifference> of(FacilityId store) {
    return Optional.ofNullable(ofStores.get(store));
  }

  /** The number of rows. */
  long rows() {
    return rows;
  }
}
