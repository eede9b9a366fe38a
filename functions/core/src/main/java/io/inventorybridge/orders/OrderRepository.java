// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import java.util.Optional;

/**
 * The store of order histories, one for each order. Reads are consistent. Safe for many threads.
 */
public interface OrderRepository {
  Optional<StoredOrder> find(String orderId);

  /**
   * Replaces the history that was read.
   *
   * @param expectedRevision 0 for a new history
   */
  OrderOutcome store(OrderHistory history, long expectedRevision);

  /** A history with the revision to expect when it is replaced. */
  record StoredOrder(OrderHistory history, long revision) {}

  sealed interface OrderOutcome {}

  record Stored(long revision) implements OrderOutcome {}

  /** Another writer stored a version meanwhile; read again. */
  record VersionConflict() implements OrderOutcome {}
}
