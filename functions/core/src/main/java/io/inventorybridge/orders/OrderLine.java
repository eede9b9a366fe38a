// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

/** The parsed form of a line of orders.jsonl, or of the detail of an order event. */
public sealed interface OrderLine {
  record Understood(OrderVersion version) implements OrderLine {}

  /**
   * The input is not an order version.
   *
   * @param message one sentence that names the field and its value, without customer data
   */
  record NotUnderstood(String message) implements OrderLine {}

  /** The parser of orders. */
  @FunctionalInterface
  interface Reader {
    OrderLine read(String line);
  }
}
