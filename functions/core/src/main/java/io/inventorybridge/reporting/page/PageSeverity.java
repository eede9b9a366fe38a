// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page;

/** The severity of a status. */
public enum PageSeverity {
  /** Everything is in order. */
  GOOD,
  /** The work continues; an operator should check it. */
  LOOK,
  /** It waits for an operator. */
  ACT,
  /** It is in progress. */
  BUSY,
  /** It is over, without effect. */
  QUIET
}
