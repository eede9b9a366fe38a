// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.published;

/** A state of a pair that stays until a person or the shop ends it. */
public enum StandingReason {
  /** Units on hand that are neither available nor committed. */
  SET_ASIDE,
  /** Several items have the barcode. */
  AMBIGUOUS,
  /** Committed units that no order explains. */
  UNEXPLAINED,
  /** An order of the shop differs from ours, although the number may be right. */
  ORDER_DIFFERS,
  /** The shown number cannot be read exactly, so it is not raised. */
  NOT_READABLE,
  /**
   * It has no units, and never had a level at the location: it is activated with its first unit.
   */
  NOT_STOCKED,
  /** Staff switched the item off at the location. */
  LEVEL_OFF,
  /** Staff switched the location off. */
  LOCATION_OFF
}
