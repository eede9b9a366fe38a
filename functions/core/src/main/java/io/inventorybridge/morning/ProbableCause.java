// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.morning;

/** Why Retail Pro's number is probably another one than ours; {@link CauseRules} say when. */
public enum ProbableCause {
  /** Nothing was expected: no delivery had stated the key before. */
  FIRST_BASELINE,
  /** Most keys of the store differ and no till has reported: its POS feed is silent. */
  MANY_UNITS_IN_ONE_STORE,
  /** Facts came in after the delivery's variance was computed; more may be on their way. */
  LATE_FACT,
  /** Retail Pro counts below zero: it sold what it had not booked in. */
  NEGATIVE_IN_RETAIL_PRO,
  /** Retail Pro has less: sold, or taken out, without an event to us. */
  SOLD_WITHOUT_EVENT,
  /** Retail Pro has more: goods received, or brought back. */
  RECEIVED_OR_RETURNED
}
