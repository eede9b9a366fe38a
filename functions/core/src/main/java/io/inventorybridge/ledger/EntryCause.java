// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

/**
 * The reason why a number changed.
 *
 * @param reference the delivery, the event id or the order id
 * @param line the physical line of the row in its part, 0 without a row
 */
public record EntryCause(Type type, String reference, long line) {
  /** The kinds of causes, as {@code explain} prints them. */
  public enum Type {
    /** A delivery's absolute quantity. */
    RESET,
    /** The delivery's correction for shipped units that Retail Pro did not know. */
    VARIANCE,
    /** Facts that became known after the variance was computed and before it was imported. */
    LATE_FACT,
    /** A delivery was undone; the key fell back to what counted before. */
    UNDO,
    /** A movement reported by a till. */
    POS,
    /** An order was shipped, reopened, moved, or became known to Retail Pro. */
    ORDER
  }
}
