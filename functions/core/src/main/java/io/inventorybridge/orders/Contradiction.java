// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import java.util.EnumSet;
import java.util.Set;

/** How a version of an order may contradict itself or what was said before; applied as stated. */
public enum Contradiction {
  /** The order is completed, and an item of it is open: its units are reserved. */
  COMPLETED_WITH_OPEN_ITEMS,
  /** The order is cancelled, and an item of it is open: its units are reserved. */
  CANCELLED_WITH_OPEN_ITEMS,
  /** An item was shipped from nowhere: its units leave no store. */
  COMPLETED_ITEM_WITHOUT_FACILITY,
  /** The order, or an item, was completed after the version was written. */
  COMPLETED_AFTER_LAST_UPDATED,
  /** An item that was shipped is missing from the newest version: it stays shipped. */
  COMPLETED_ITEM_MISSING;

  /**
   * The contradictions of a version.
   *
   * @param recorded what all versions received say together, this one included
   */
  static Set<Contradiction> of(OrderVersion version, OrderHistory recorded) {
    Set<Contradiction> found = EnumSet.noneOf(Contradiction.class);
    for (OrderVersion.Item item : version.items()) {
      switch (item.status()) {
        case OPEN -> {
          if (version.status() == OrderStatus.COMPLETED) {
            found.add(COMPLETED_WITH_OPEN_ITEMS);
          } else if (version.status() == OrderStatus.CANCELLED) {
            found.add(CANCELLED_WITH_OPEN_ITEMS);
          }
        }
        case COMPLETED -> {
          if (item.facility().isEmpty()) {
            found.add(COMPLETED_ITEM_WITHOUT_FACILITY);
          }
        }
        case CANCELLED -> {}
      }
      if (item.completedAt().filter(at -> at.isAfter(version.lastUpdated())).isPresent()) {
        found.add(COMPLETED_AFTER_LAST_UPDATED);
      }
    }
    if (version.completedAt().filter(at -> at.isAfter(version.lastUpdated())).isPresent()) {
      found.add(COMPLETED_AFTER_LAST_UPDATED);
    }
    boolean isNewest = recorded.newest().filter(version.stamp()::equals).isPresent();
    if (isNewest && recorded.missesCompleted()) {
      found.add(COMPLETED_ITEM_MISSING);
    }
    return found;
  }
}
