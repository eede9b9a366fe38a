// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

/** Tells whether a sellable target may be published, and how it was calculated. */
public sealed interface PublicationState {
  /** Calculated from settled baselines only. */
  record AsCounted() implements PublicationState {}

  /**
   * A reset of the product waits for its variance. The number does not contain it: it is calculated
   * from the previous baseline with every later movement and order.
   */
  record FromSettledBaseline() implements PublicationState {}

  /** The pair must stay unchanged. */
  record NotPublished(Reason reason) implements PublicationState {}

  /** The reason why a pair is not published. */
  enum Reason {
    /** The item belongs to none or to several online products. */
    NOT_ONLINE,
    /** Several items of the catalog have the product's UPCA. */
    AMBIGUOUS,
    /** The product's stock is not completely known yet. */
    AWAITING_BASELINE,
    /** No store's stock is sold at the location. */
    NO_STOCK_AT_LOCATION
  }
}
