// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.stock.StockBaseline;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The initial loads that state a store. Each states every key of the store that it omits as 0, as
 * of its snapshot. The newest one counts for a key that no delivery states; an older one counts for
 * a key that the newer ones spare, once what replaced it is undone.
 *
 * @param floors the baselines of omitted keys, the oldest first; the newest {@value #MOST} are kept
 */
public record StoreLoads(SortedSet<StockBaseline> floors) {
  /** A store that no initial load states. */
  public static final StoreLoads NONE = new StoreLoads(Collections.emptySortedSet());

  private static final int MOST = 16;

  public StoreLoads {
    TreeSet<StockBaseline> kept = new TreeSet<>(StockBaseline.BY_AGE);
    kept.addAll(floors);
    while (kept.size() > MOST) {
      kept.removeFirst();
    }
    floors = Collections.unmodifiableSortedSet(kept);
  }

  /** The baseline of keys that no delivery states. */
  public StockBaseline newest() {
    return floors.isEmpty() ? StockBaseline.NONE : floors.getLast();
  }

  /** The baseline of the newest load that does not spare the key. */
  public StockBaseline newestFor(StockRecord record) {
    return floors.reversed().stream()
        .filter(load -> !record.isSparedBy(load))
        .findFirst()
        .orElse(StockBaseline.NONE);
  }

  /** These loads and one more. */
  public StoreLoads with(StockBaseline floor) {
    TreeSet<StockBaseline> more = new TreeSet<>(floors);
    more.add(floor);
    return new StoreLoads(more);
  }
}
