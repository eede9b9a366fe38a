// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The facts that a stock key holds about one order. They are kept as facts, not as an amount: the
 * units that Retail Pro did not know depend on the snapshot time of the baseline, and the baseline
 * changes.
 *
 * @param open open units allocated to the key
 * @param shipped completed items that left the key's facility
 * @param error the sentence of a stored record that cannot be read; it then counts nothing, so that
 *     it does not stop the other orders of its key
 */
public record OrderFacts(
    String orderId, StockQuantity open, List<Shipped> shipped, Optional<String> error) {
  public OrderFacts {
    shipped = List.copyOf(shipped);
  }

  public OrderFacts(String orderId, StockQuantity open, List<Shipped> shipped) {
    this(orderId, open, shipped, Optional.empty());
  }

  /** The facts of a stored record that cannot be read. */
  public static OrderFacts unreadable(String orderId, String error) {
    return new OrderFacts(orderId, StockQuantity.ZERO, List.of(), Optional.of(error));
  }

  public static OrderFacts none(String orderId) {
    return new OrderFacts(orderId, StockQuantity.ZERO, List.of());
  }

  public boolean isEmpty() {
    return open.isZero() && shipped.isEmpty();
  }

  /** The shipped units that Retail Pro did not know at the snapshot time. */
  public StockQuantity unknownAt(Instant snapshot) {
    return shipped.stream()
        .map(item -> item.unknownAt(snapshot))
        .reduce(StockQuantity.ZERO, StockQuantity::plus);
  }

  /**
   * One completed item, with the units of it that Retail Pro knew at this key.
   *
   * @param completedAt when it was completed; where that is not given, the {@code lastUpdated} of
   *     the newest version that lists it. It only tells the item's age: no number depends on it
   */
  public record Shipped(
      String seqId, StockQuantity units, Instant completedAt, List<KnownSince> knownSince) {
    public Shipped {
      knownSince = List.copyOf(knownSince);
    }

    public StockQuantity unknownAt(Instant snapshot) {
      StockQuantity known =
          knownSince.stream()
              .filter(there -> !there.since().isAfter(snapshot))
              .map(KnownSince::units)
              .max(StockQuantity::compareTo)
              .orElse(StockQuantity.ZERO);
      StockQuantity unknown = units.minus(known);
      return unknown.units() > 0 ? unknown : StockQuantity.ZERO;
    }
  }

  /** A number of units that Retail Pro has known since a time. */
  public record KnownSince(Instant since, StockQuantity units) {}
}
