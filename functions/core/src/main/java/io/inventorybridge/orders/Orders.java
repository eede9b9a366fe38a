// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import java.util.Optional;

/** The orders as received, one history each. Reads are consistent. Safe for many threads. */
public interface Orders {
  Optional<Kept> find(String orderId);

  /**
   * Stores a history in place of the one that was read.
   *
   * @param expectedRevision 0 when there was none
   */
  Outcome store(OrderHistory history, long expectedRevision);

  /** A history and the revision to expect when it is replaced. */
  record Kept(OrderHistory history, long revision) {}

  sealed interface Outcome {}

  record Stored(long revision) implements Outcome {}

  /** Somebody stored another version in between: read again. */
  record Superseded() implements Outcome {}
}
