// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.shopsync.published.StandingReason;

/** The reason for a pair that was not in its expected state. */
public enum DiscrepancyReason {
  FIRST_PUBLISHED(ReasonCategory.SET, "set for the first time"),
  MADE_CERTAIN(ReasonCategory.SET, "set, because the shown quantity was unknown"),
  LOWERED(ReasonCategory.SET, "the shop showed too much; lowered"),
  RAISED(ReasonCategory.SET, "the shop showed too little at two readings; raised"),
  RISE_WAITS(
      ReasonCategory.SEEN_ONCE, "the shop shows too little; a second reading must confirm it"),
  ORDERS_MISSING(
      ReasonCategory.SEEN_ONCE,
      "the shop holds units of orders it does not return yet; read again"),
  /** For a pair that is new or uncertain. */
  OPEN_ORDERS(
      ReasonCategory.SEEN_ONCE, "new there, with open orders; a second reading must confirm it"),
  UNMARKED(
      ReasonCategory.SET, "our number had changed without a mark; published, and to be examined"),
  NOT_CORRECTED(ReasonCategory.LEFT, "differs; by the settings nothing was written"),
  BUSY(ReasonCategory.HELD, "changed during every reading; the next sync reads it again"),
  CALL_OPEN(ReasonCategory.HELD, "a call to the shop is still open; the next sync reads it again"),
  /** The shop withdrew its answer, or gave none. */
  UNCERTAIN(ReasonCategory.HELD, "the outcome of a call is unknown; the next sync reads it again"),
  UNKNOWN_ITEM(ReasonCategory.HELD, "the shop does not know the item"),
  UNTRACKED(ReasonCategory.HELD, "the shop does not track its stock"),
  NOT_STOCKED(ReasonCategory.HELD, "not sold at the location, and could not be activated there"),
  PARKED(ReasonCategory.HELD, "the shop refuses to change it"),
  UNNAMED_ORDER(ReasonCategory.HELD, "an order of the shop is known without its Shopify number"),
  SET_ASIDE(ReasonCategory.STANDING, "units are set aside in the shop and stay off sale"),
  UNEXPLAINED(ReasonCategory.STANDING, "the shop holds units that no order explains"),
  ORDER_DIFFERS(ReasonCategory.STANDING, "an order of the shop differs from what we know of it"),
  NOT_READABLE(
      ReasonCategory.STANDING, "what the shop shows cannot be read exactly; it is not raised"),
  LEVEL_OFF(ReasonCategory.STANDING, "staff switched the item off at the location"),
  LOCATION_OFF(ReasonCategory.STANDING, "staff switched the location off"),
  AMBIGUOUS(ReasonCategory.HELD, "several items have the barcode; none is raised"),
  AWAITING_BASELINE(ReasonCategory.HELD, "its stock is not completely known yet");

  private final ReasonCategory reasonCategory;
  private final String words;

  DiscrepancyReason(ReasonCategory reasonCategory, String words) {
    this.reasonCategory = reasonCategory;
    this.words = words;
  }

  /** The category of a reason: the action taken for a pair. */
  public enum ReasonCategory {
    SET,
    /** A second reading decides. */
    SEEN_ONCE,
    /** Nothing was written; the reason says whether the next sync continues by itself. */
    HELD,
    /** By the settings nothing is written. */
    LEFT,
    /** The pair may be right; the state stays until the shop or a person ends it. */
    STANDING
  }

  public ReasonCategory category() {
    return reasonCategory;
  }

  /** The reason of a standing state. */
  static DiscrepancyReason of(StandingReason standing) {
    return valueOf(standing.name());
  }

  /** A readable description in one line. */
  public String words() {
    return words;
  }
}
