// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

/**
 * The probable cause of a difference between Retail Pro's number and ours; {@link CauseRules}
 * defines the conditions.
 */
public enum ProbableCause {
  /** No expectation: no delivery had stated the key before. */
  FIRST_BASELINE,
  /** Most keys of the store differ and its POS reported nothing: its POS feed is silent. */
  MANY_UNITS_IN_ONE_STORE,
  /** Facts arrived after the delivery's variance was computed; more may follow. */
  LATE_FACT,
  /** Retail Pro has a negative quantity: it sold units that it had not booked in. */
  NEGATIVE_IN_RETAIL_PRO,
  /** Retail Pro has fewer units: they were sold, or removed, without an event to us. */
  SOLD_WITHOUT_EVENT,
  /** Retail Pro has more units: goods were received or returned. */
  RECEIVED_OR_RETURNED
}
