// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import io.inventorybridge.stock.InventoryItemId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The outcome of a call according to the shop's reply. */
public sealed interface CallOutcome {
  /** The shop wrote all entries of the call. */
  record Confirmed() implements CallOutcome {}

  /**
   * Nothing was written. Items without a flag may go into a new call with a new key; a flag without
   * an item concerns the whole call.
   */
  record WroteNothing(List<Flag> flags) implements CallOutcome {
    public WroteNothing {
      flags = List.copyOf(flags);
    }
  }

  /**
   * Some entries were written. The call is never sent again; uncertain items must be read.
   *
   * @param confirmed items that were written
   * @param flags entries that the shop refused
   * @param uncertain neither confirmed nor flagged
   */
  record Partly(Set<InventoryItemId> confirmed, List<Flag> flags, Set<InventoryItemId> uncertain)
      implements CallOutcome {
    public Partly {
      confirmed = Set.copyOf(confirmed);
      flags = List.copyOf(flags);
      uncertain = Set.copyOf(uncertain);
    }
  }

  /** The shop is still processing this call: send it again, under the same key. */
  record InProgress() implements CallOutcome {}

  /** The key belongs to another call; it is uncertain whether anything was written. */
  record KeyOfAnother() implements CallOutcome {}

  /** An earlier attempt under this key failed and wrote nothing; the call needs a new key. */
  record KeySpent() implements CallOutcome {}

  /**
   * The request itself was refused. Nothing was written, and a retry of the unchanged request
   * cannot succeed.
   */
  record Refused(String code, String message) implements CallOutcome {}

  /**
   * No reply, or one without an outcome: the call may be written or not. The same call under the
   * same key finds out.
   */
  record Unanswered(String why) implements CallOutcome {}

  /**
   * An entry that the shop refused.
   *
   * @param item empty when the shop named none
   * @param code as Shopify states it, empty without one
   */
  record Flag(Optional<InventoryItemId> item, Reason reason, String code, String message) {}

  /** The reason in our terms. */
  enum Reason {
    /** The shop no longer shows the number that was read. */
    STALE,
    UNKNOWN_ITEM,
    UNKNOWN_LOCATION,
    /** For example a bundle. */
    NOT_ADJUSTABLE,
    OUT_OF_BOUNDS,
    OTHER
  }
}
