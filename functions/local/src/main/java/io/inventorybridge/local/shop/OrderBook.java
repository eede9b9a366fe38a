// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The orders. Lookup by number returns the current version; a search returns the versions in the
 * index, which lags behind. Not thread-safe.
 */
public final class OrderBook {
  private final Duration lag;
  private final Consumer<OrderState> changed;
  private final NavigableMap<Long, Deque<OrderState>> versions = new TreeMap<>();
  private final Map<String, String> refunds = new HashMap<>();

  /**
   * @param changed receives every version
   */
  OrderBook(Duration lag, Consumer<OrderState> changed) {
    this.lag = lag;
    this.changed = changed;
  }

  void put(OrderState sale) {
    Deque<OrderState> kept =
        versions.computeIfAbsent(Long.valueOf(sale.number()), it -> new ArrayDeque<>());
    kept.addLast(sale);
    sale.refunds().forEach(refund -> refunds.put(refund.number(), sale.number()));
    forget(kept, sale.updatedAt());
    changed.accept(sale);
  }

  void change(String order, Instant at, BiConsumer<OrderChange, OrderState> what) {
    OrderState before =
        find(order)
            .orElseThrow(() -> new IllegalArgumentException("the shop has no order " + order));
    OrderChange change = new OrderChange(before);
    what.accept(change, before);
    put(change.after(at));
  }

  public Optional<OrderState> find(String order) {
    return Optional.ofNullable(versions.get(Long.valueOf(order))).map(Deque::getLast);
  }

  public Optional<OrderState.Refund> refund(String number) {
    return Optional.ofNullable(refunds.get(number))
        .flatMap(this::find)
        .flatMap(
            sale -> sale.refunds().stream().filter(it -> it.number().equals(number)).findFirst());
  }

  /** The versions that a search returns. */
  public List<OrderState> indexed(Instant now) {
    List<OrderState> seen = new ArrayList<>();
    Instant until = now.minus(lag);
    for (Deque<OrderState> kept : versions.values()) {
      OrderState newest = null;
      for (OrderState sale : kept) {
        newest = sale.updatedAt().isAfter(until) ? newest : sale;
      }
      if (newest != null) {
        seen.add(newest);
      }
    }
    return seen;
  }

  /** All orders, current versions. */
  public List<OrderState> all() {
    return versions.values().stream().map(Deque::getLast).toList();
  }

  // Drops versions that a newer indexed version hides from every search.
  private void forget(Deque<OrderState> kept, Instant now) {
    Instant until = now.minus(lag);
    while (kept.size() > 1) {
      OrderState oldest = kept.removeFirst();
      if (kept.getFirst().updatedAt().isAfter(until)) {
        kept.addFirst(oldest);
        return;
      }
    }
  }
}
