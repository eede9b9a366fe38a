// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

/** The parsed form of a line of orders.jsonl, or of the detail of an order event. */
public sealed interface OrderJsonLine {
  record Parsed(OrderVersion version) implements OrderJsonLine {}

  /**
   * The input is not an order version.
   *
   * @param message one sentence that names the field and its value, without customer data
   */
  record Invalid(String message) implements OrderJsonLine {}

  /** The parser of orders. */
  @FunctionalInterface
  interface Reader {
    OrderJsonLine read(String line);
  }
}
