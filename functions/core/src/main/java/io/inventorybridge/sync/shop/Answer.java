// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What became of a call, as far as the shop's reply tells. */
public sealed interface Answer {
  /** All of the call stands in the shop. */
  record Confirmed() implements Answer {}

  /**
   * Nothing was written. What is not flagged may go into a new call with a new key; where a flag
   * names no item, the whole call is at fault.
   */
  record WroteNothing(List<Flag> flags) implements Answer {
    public WroteNothing {
      flags = List.copyOf(flags);
    }
  }

  /**
   * Some of it was written. Never sent again: what is uncertain has to be read.
   *
   * @param confirmed stands in the shop
   * @param flags what the shop refused
   * @param uncertain neither confirmed nor flagged
   */
  record Partly(Set<ItemId> confirmed, List<Flag> flags, Set<ItemId> uncertain) implements Answer {
    public Partly {
      confirmed = Set.copyOf(confirmed);
      flags = List.copyOf(flags);
      uncertain = Set.copyOf(uncertain);
    }
  }

  /** The shop is still busy with this very call: the same again, under the same key. */
  record InProgress() implements Answer {}

  /** The key stands for another call: whether anything was written is uncertain. */
  record KeyOfAnother() implements Answer {}

  /** An earlier attempt under this key failed and wrote nothing: the call needs a new key. */
  record KeySpent() implements Answer {}

  /** The request itself was refused; nothing was written, and nothing will be as it is. */
  record Refused(String code, String message) implements Answer {}

  /**
   * No reply, or none that says: it may be written or not. The same call under the same key finds
   * out.
   */
  record Unanswered(String why) implements Answer {}

  /**
   * An entry that the shop refused.
   *
   * @param item empty when the shop named none
   * @param code as Shopify has it, empty when it gave none
   */
  record Flag(Optional<ItemId> item, Reason reason, String code, String message) {}

  /** Why, in our words. */
  enum Reason {
    /** The shop no longer shows what was read. */
    STALE,
    UNKNOWN_ITEM,
    UNKNOWN_LOCATION,
    /** A bundle, say. */
    NOT_ADJUSTABLE,
    OUT_OF_BOUNDS,
    OTHER
  }
}
