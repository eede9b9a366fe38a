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

  /**
   * Several items have the product's UPCA, so that it is not known which of them has its units. The
   * number is the product's: an item that had the UPCA before falls to it, and is not raised.
   */
  record OnlyFalls() implements PublicationState {}

  /** The pair must stay unchanged. */
  record NotPublished(Reason reason) implements PublicationState {}

  /** Tells whether the number is published as it is. */
  default boolean isPublished() {
    return this instanceof AsCounted || this instanceof FromSettledBaseline;
  }

  /** The reason why a pair is not published. */
  enum Reason {
    /** The item belongs to none or to several online products. */
    NOT_ONLINE,
    /** Several items of the catalog have the product's UPCA, and its number is not known. */
    AMBIGUOUS,
    /** The product's stock is not completely known yet. */
    AWAITING_BASELINE,
    /** No store's stock is sold at the location. */
    NO_STOCK_AT_LOCATION
  }
}
