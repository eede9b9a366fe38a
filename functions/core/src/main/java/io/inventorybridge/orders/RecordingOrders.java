// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.facilities.Stores;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.stock.StockKey;

/**
 * Takes in a version of an order: first the order, then each key it touches or ever touched. A
 * crash in between is finished by the same version coming again; so is a version that adds nothing.
 */
public final class RecordingOrders {
  private static final int MOST_ATTEMPTS = 1_000;

  private final Orders orders;
  private final PostingEntries entries;
  private final Backoff backoff;

  public RecordingOrders(Orders orders, PostingEntries entries, Backoff backoff) {
    this.orders = orders;
    this.entries = entries;
    this.backoff = backoff;
  }

  public Recorded record(OrderVersion version, KnownPolicy policy, Stores stores) {
    Recorded recorded = store(version, policy);
    for (StockKey key : recorded.history().keys(stores)) {
      entries.take(key, version.orderId(), at -> current(version.orderId()).on(at, stores));
    }
    return recorded;
  }

  private Recorded store(OrderVersion version, KnownPolicy policy) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Orders.Kept kept =
          orders
              .find(version.orderId())
              .orElse(new Orders.Kept(OrderHistory.of(version.orderId()), 0));
      OrderHistory history = kept.history().with(version, policy);
      if (history.equals(kept.history())) {
        return new KnownBefore(history);
      }
      if (orders.store(history, kept.revision()) instanceof Orders.Stored) {
        return new NewFacts(history);
      }
      backoff.pause(attempt);
    }
    throw new IllegalStateException(
        "order %s was written by others during all of %d attempts"
            .formatted(version.orderId(), MOST_ATTEMPTS));
  }

  private OrderHistory current(String orderId) {
    return orders.find(orderId).map(Orders.Kept::history).orElse(OrderHistory.of(orderId));
  }

  /** How a version was taken in. */
  public sealed interface Recorded {
    OrderHistory history();
  }

  /** The version said something new. */
  public record NewFacts(OrderHistory history) implements Recorded {}

  /** Everything it says was known. */
  public record KnownBefore(OrderHistory history) implements Recorded {}
}
