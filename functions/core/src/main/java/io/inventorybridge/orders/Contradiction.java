// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import java.util.EnumSet;
import java.util.Set;

/**
 * How a version of an order may contradict itself, what was said before, or how the shop is set up;
 * applied as stated.
 */
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
  COMPLETED_ITEM_MISSING,
  /**
   * Each store is sold at a location of its own, and nobody says from which the shop took an item:
   * it is counted nowhere, which shows less and never more.
   */
  ITEM_WITHOUT_LOCATION;

  /**
   * The contradictions of a version.
   *
   * @param recorded what all versions received say together, this one included
   * @param locations whether a line's location in the shop has to be known
   */
  static Set<Contradiction> of(
      OrderVersion version, OrderHistory recorded, ShopPlaces.Locations locations) {
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
    if (locations == ShopPlaces.Locations.OF_STORES && recorded.hasItemWithoutLocation()) {
      found.add(ITEM_WITHOUT_LOCATION);
    }
    return found;
  }
}
