// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.validation;

import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.RejectReason;

/** The verdict of a rule on a row. */
public sealed interface RowVerdict {
  RowVerdict PASSED = new Passed();

  /** The rule has no objection. */
  record Passed() implements RowVerdict {}

  /** The row is not relevant to us; it is only counted. */
  record Filtered(FilterReason reason) implements RowVerdict {}

  /**
   * The row cannot be used; it is kept so that it can be corrected.
   *
   * @param message one sentence that names line, column and value
   */
  record Rejected(RejectReason reason, String message) implements RowVerdict {}
}
