// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import java.util.Locale;

/** The status of an order line: open lines reserve stock, completed lines have left a store. */
public enum ItemStatus {
  OPEN,
  COMPLETED,
  CANCELLED;

  /**
   * Reads HotWax's item status, with or without the prefix ITEM_. CREATED, APPROVED and HOLD are
   * open; REJECTED is canceled.
   */
  public static ItemStatus parse(String written) {
    String word = written.toUpperCase(Locale.ROOT);
    return switch (word.startsWith("ITEM_") ? word.substring(5) : word) {
      case "CREATED", "APPROVED", "HOLD" -> OPEN;
      case "COMPLETED" -> COMPLETED;
      case "CANCELLED", "REJECTED" -> CANCELLED;
      default ->
          throw new IllegalArgumentException(
              "an item's status is CREATED, APPROVED, HOLD, COMPLETED, CANCELLED or REJECTED, not '"
                  + written
                  + "'");
    };
  }
}
