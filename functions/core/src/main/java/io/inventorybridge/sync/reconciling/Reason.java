// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.reconciling;

/** The reason for a pair that was not in its expected state. */
public enum Reason {
  FIRST_PUBLISHED(Course.SET, "set for the first time"),
  MADE_CERTAIN(Course.SET, "set, because the shown quantity was unknown"),
  LOWERED(Course.SET, "the shop showed too much; lowered"),
  RAISED(Course.SET, "the shop showed too little at two readings; raised"),
  RISE_WAITS(Course.SEEN_ONCE, "the shop shows too little; a second reading must confirm it"),
  ORDERS_MISSING(
      Course.SEEN_ONCE, "the shop holds units of orders it does not return yet; read again"),
  /** For a pair that is new or uncertain. */
  OPEN_ORDERS(Course.SEEN_ONCE, "new there, with open orders; a second reading must confirm it"),
  NOT_CORRECTED(Course.LEFT, "differs; by the settings nothing was written"),
  BUSY(Course.HELD, "changed during every reading; the next sync reads it again"),
  CALL_OPEN(Course.HELD, "a call to the shop is still open; the next sync reads it again"),
  /** The shop withdrew its answer, or gave none. */
  UNCERTAIN(Course.HELD, "the outcome of a call is unknown; the next sync reads it again"),
  UNKNOWN_ITEM(Course.HELD, "the shop does not know the item"),
  UNTRACKED(Course.HELD, "the shop does not track its stock"),
  NOT_STOCKED(Course.HELD, "not sold at the location, and could not be activated there"),
  PARKED(Course.HELD, "the shop refuses to change it"),
  UNNAMED_ORDER(Course.HELD, "an order of the shop is known without its Shopify number"),
  AMBIGUOUS(Course.HELD, "several items have the barcode; none is changed"),
  AWAITING_BASELINE(Course.HELD, "its stock is not completely known yet");

  private final Course course;
  private final String words;

  Reason(Course course, String words) {
    this.course = course;
    this.words = words;
  }

  /** The category of a reason: the action taken for a pair. */
  public enum Course {
    SET,
    /** A second reading decides. */
    SEEN_ONCE,
    /** Nothing was written; the reason says whether the next sync continues by itself. */
    HELD,
    /** By the settings nothing is written. */
    LEFT
  }

  public Course course() {
    return course;
  }

  /** A readable description in one line. */
  public String words() {
    return words;
  }
}
