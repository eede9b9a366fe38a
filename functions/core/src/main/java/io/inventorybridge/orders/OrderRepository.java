// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import java.util.Optional;

/**
 * The store of order histories, one for each order. Reads are consistent. Safe for many threads.
 */
public interface OrderRepository {
  Optional<StoredOrder> find(String orderId);

  /**
   * Reads an order again. The result is the given object where nothing was stored since, so a large
   * order need not be read whole for each of its products.
   */
  default StoredOrder refresh(StoredOrder known) {
    return find(known.history().orderId()).orElse(known);
  }

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

  /** The history cannot be stored; nothing was changed. */
  record TooLarge(long bytes, long most) implements OrderOutcome {}

  /** Another writer stored a version meanwhile; read again. */
  record VersionConflict() implements OrderOutcome {}
}
