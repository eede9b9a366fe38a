// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.judgement;

import io.inventorybridge.delivery.rows.FilterReason;
import io.inventorybridge.delivery.rows.RejectReason;

/** The verdict of a rule on a row. */
public sealed interface Verdict {
  Verdict PASSED = new Passed();

  /** The rule has no objection. */
  record Passed() implements Verdict {}

  /** The row is not relevant to us; it is only counted. */
  record Filtered(FilterReason reason) implements Verdict {}

  /**
   * The row cannot be used; it is kept so that it can be corrected.
   *
   * @param message one sentence that names line, column and value
   */
  record Rejected(RejectReason reason, String message) implements Verdict {}
}
