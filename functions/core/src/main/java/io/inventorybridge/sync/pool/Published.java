// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.pool;

/** Whether a pool may be shown, and what it was counted from. */
public sealed interface Published {
  /** Counted from baselines that are all settled. */
  record AsCounted() implements Published {}

  /**
   * A reset of the product waits for its variance: it is not in the number, which is counted from
   * the baseline before, with every later movement and order.
   */
  record FromSettledBaseline() implements Published {}

  /** The pair is not to be touched. */
  record NotPublished(Reason reason) implements Published {}

  /** Why a pair is not published. */
  enum Reason {
    /** The item belongs to no product online, or to several. */
    NOT_ONLINE,
    /** Several items of the catalogue have the product's UPCA. */
    AMBIGUOUS,
    /** Not everything that matters of the product's stock is known yet. */
    AWAITING_BASELINE,
    /** No store's stock is sold at the location. */
    NO_STOCK_AT_LOCATION
  }
}
