// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import java.util.EnumSet;
import java.util.Set;

/**
 * A contradiction of an order version: with itself, with earlier versions, or with the setup of the
 * shop. The version is applied as stated.
 */
public enum OrderContradiction {
  /** The order is completed and has an open item, whose units are reserved. */
  COMPLETED_WITH_OPEN_ITEMS,
  /** The order is canceled and has an open item, whose units are reserved. */
  CANCELLED_WITH_OPEN_ITEMS,
  /** An item was shipped without a facility: its units leave no store. */
  COMPLETED_ITEM_WITHOUT_FACILITY,
  /** The order, or an item, was completed after the version was written. */
  COMPLETED_AFTER_LAST_UPDATED,
  /** A shipped item is missing from the newest version: it stays shipped. */
  COMPLETED_ITEM_MISSING,
  /**
   * Each store is sold at its own location, and the location from which the shop took an item is
   * unknown. The item is not counted anywhere, so the shop may show less, never more.
   */
  ITEM_WITHOUT_LOCATION;

  /**
   * Finds the contradictions of a version.
   *
   * @param recorded the history of all versions received, this one included
   * @param locations tells whether a line's location in the shop must be known
   */
  static Set<OrderContradiction> of(
      OrderVersion version, OrderHistory recorded, ShopLocationResolver.Locations locations) {
    Set<OrderContradiction> found = EnumSet.noneOf(OrderContradiction.class);
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
    if (locations == ShopLocationResolver.Locations.OF_STORES
        && recorded.hasItemWithoutLocation()) {
      found.add(ITEM_WITHOUT_LOCATION);
    }
    return found;
  }
}
