// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.backfill;

/** The state of a product: tells whether its data suffices to publish it. */
public enum ProductState {
  /** Its UPCA belongs to none or to several products of the active catalog. */
  NOT_ONLINE,
  /** Every relevant delivery was filtered for it. */
  BASED,
  /**
   * Not published. Some relevant delivery was not filtered for it yet, or the deliveries do not
   * reach back far enough. They must reach an initial load or the time it was online before, unless
   * an operator accepts the product.
   */
  AWAITING_BASELINE,
  /** Published and listed: the installation has no initial load at all. */
  NO_INITIAL_LOAD
}
