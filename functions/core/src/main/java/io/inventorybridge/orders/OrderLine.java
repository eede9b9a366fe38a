// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

/** What a line of orders.jsonl, or the detail of an order event, turned out to be. */
public sealed interface OrderLine {
  record Understood(OrderVersion version) implements OrderLine {}

  /**
   * Not a version of an order.
   *
   * @param message one sentence that names the field and its value; nothing of a customer
   */
  record NotUnderstood(String message) implements OrderLine {}

  /** The notation of orders. */
  @FunctionalInterface
  interface Reader {
    OrderLine read(String line);
  }
}
