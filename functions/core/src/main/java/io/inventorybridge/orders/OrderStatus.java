// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import java.util.Locale;

/** The status of a whole order; a partially completed order is still OPEN. */
public enum OrderStatus {
  OPEN,
  COMPLETED,
  CANCELLED;

  /** Reads HotWax's order status, with or without the prefix ORDER_. */
  public static OrderStatus parse(String written) {
    String word = written.toUpperCase(Locale.ROOT);
    return switch (word.startsWith("ORDER_") ? word.substring(6) : word) {
      case "CREATED", "APPROVED", "HOLD" -> OPEN;
      case "COMPLETED" -> COMPLETED;
      case "CANCELLED", "REJECTED" -> CANCELLED;
      default ->
          throw new IllegalArgumentException(
              "an order's status is CREATED, APPROVED, HOLD, COMPLETED, CANCELLED or REJECTED, not '"
                  + written
                  + "'");
    };
  }
}
