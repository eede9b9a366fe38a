// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.sync;

import io.inventorybridge.page.sync.SyncPage.Kind;
import io.inventorybridge.sync.reconciling.Reason;

/** What the reasons of a sync's report mean to somebody who does not know them. */
final class ReasonLook {
  private ReasonLook() {}

  static Kind of(Reason reason) {
    return switch (reason) {
      case FIRST_PUBLISHED, MADE_CERTAIN, LOWERED, RAISED -> Kind.WRITTEN;
      case RISE_WAITS,
          ORDERS_MISSING,
          OPEN_ORDERS,
          BUSY,
          CALL_OPEN,
          UNCERTAIN,
          UNKNOWN_ITEM,
          UNTRACKED,
          NOT_STOCKED,
          PARKED,
          UNNAMED_ORDER,
          AMBIGUOUS,
          AWAITING_BASELINE ->
          Kind.HELD;
      case NOT_CORRECTED -> Kind.LISTED;
    };
  }

  static String words(Reason reason) {
    return switch (reason) {
      case FIRST_PUBLISHED -> "set for the first time";
      case MADE_CERTAIN -> "set, since nobody knew what stood there";
      case LOWERED -> "the shop showed too much; lowered";
      case RAISED -> "the shop showed too little, twice; raised";
      case RISE_WAITS -> "the shop shows too little; a second reading has to say so too";
      case ORDERS_MISSING -> "the shop holds units of orders it does not show yet; read again";
      case OPEN_ORDERS -> "new there, with open orders; a second reading has to say the same";
      case NOT_CORRECTED -> "differs, and nothing is to be written";
      case BUSY -> "changed during every reading; the next sync looks again";
      case CALL_OPEN -> "a call to the shop is still open; the next sync looks again";
      case UNCERTAIN -> "the shop did not say what became of a call; the next sync looks again";
      case UNKNOWN_ITEM -> "the shop does not know the item";
      case UNTRACKED -> "the shop does not count it";
      case NOT_STOCKED -> "not sold at the location, and could not be made so";
      case PARKED -> "the shop refuses to change it";
      case UNNAMED_ORDER -> "an order of the shop is known without its number there";
      case AMBIGUOUS -> "several items have its barcode; none is touched";
      case AWAITING_BASELINE -> "not everything about its stock is known yet";
    };
  }
}
