// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.judgement;

import io.inventorybridge.delivery.rows.FilterReason;
import io.inventorybridge.delivery.rows.RejectReason;

/** What a rule says of a row. */
public sealed interface Verdict {
  Verdict PASSED = new Passed();

  /** Nothing against it. */
  record Passed() implements Verdict {}

  /** It concerns nothing of ours: counted only. */
  record Filtered(FilterReason reason) implements Verdict {}

  /**
   * It cannot be used: kept, for people to put right.
   *
   * @param message one sentence that names line, column and value
   */
  record Rejected(RejectReason reason, String message) implements Verdict {}
}
