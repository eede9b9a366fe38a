// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.reconciling;

/** What there is to say of a pair in the report of a full sync. */
public enum Reason {
  /** Read for the first time, and set. */
  FIRST_PUBLISHED,
  /** It was not known what stood there; set. */
  MADE_CERTAIN,
  /** It showed too much, and was set. */
  LOWERED,
  /** It showed too little, twice, and was set. */
  RAISED,
  /** It shows too little; a second reading has to say so too. */
  RISE_WAITS,
  /** The shop has committed units of orders that it does not show; a second reading has to. */
  ORDERS_MISSING,
  /** It is new or uncertain and has open orders; a second reading has to say the same. */
  OPEN_ORDERS,
  /** It differs, and nothing is to be written. */
  NOT_CORRECTED,
  /** It changed during every reading. */
  BUSY,
  /** A call of it is open, or was a moment ago. */
  CALL_OPEN,
  /** The shop took back what it had said, or did not say. */
  UNCERTAIN,
  /** The shop does not know the item. */
  UNKNOWN_ITEM,
  /** The shop does not count it. */
  UNTRACKED,
  /** It is not sold at the location, and could not be made so. */
  NOT_STOCKED,
  /** The shop refuses to change it. */
  PARKED,
  /** An order of the shop is known without its number there. */
  UNNAMED_ORDER,
  /** Several items have its barcode. */
  AMBIGUOUS,
  /** Not everything that matters of its stock is known yet. */
  AWAITING_BASELINE
}
