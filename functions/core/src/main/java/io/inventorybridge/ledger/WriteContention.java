// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.stock.StockKey;

/**
 * Thrown for write contention: other writers changed the key at every attempt. Nothing was written;
 * the call may be repeated.
 */
public final class WriteContention extends RuntimeException {
  public WriteContention(StockKey key, int attempts) {
    super("%s was written by others during all of %d attempts".formatted(key, attempts));
  }

  WriteContention(OrderFootprint order, int attempts) {
    super(
        "the keys of order %s were written by others during all of %d attempts"
            .formatted(order.orderId(), attempts));
  }
}
