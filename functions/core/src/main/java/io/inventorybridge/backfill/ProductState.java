// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.backfill;

/** Whether what is known of a product is enough to publish it. */
public enum ProductState {
  /** Its UPCA belongs to no or to more than one product of the catalogue in force. */
  NOT_ONLINE,
  /** Every delivery that matters was asked for it. */
  BASED,
  /**
   * Not to be published: some delivery that matters was not asked for it yet, or they reach neither
   * back to an initial load nor to when it was online before, and no operator has accepted that.
   */
  AWAITING_BASELINE,
  /** Published and listed: there is no initial load on the whole installation. */
  NO_INITIAL_LOAD
}
