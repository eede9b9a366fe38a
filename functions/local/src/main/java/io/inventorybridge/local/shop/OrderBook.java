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
  private final Consumer<Sale> changed;
  private final NavigableMap<Long, Deque<Sale>> versions = new TreeMap<>();
  private final Map<String, String> refunds = new HashMap<>();

  /**
   * @param changed receives every version
   */
  OrderBook(Duration lag, Consumer<Sale> changed) {
    this.lag = lag;
    this.changed = changed;
  }

  void put(Sale sale) {
    Deque<Sale> kept =
        versions.computeIfAbsent(Long.valueOf(sale.number()), it -> new ArrayDeque<>());
    kept.addLast(sale);
    sale.refunds().forEach(refund -> refunds.put(refund.number(), sale.number()));
    forget(kept, sale.updatedAt());
    changed.accept(sale);
  }

  void change(String order, Instant at, BiConsumer<OrderChange, Sale> what) {
    Sale before =
        find(order)
            .orElseThrow(() -> new IllegalArgumentException("the shop has no order " + order));
    OrderChange change = new OrderChange(before);
    what.accept(change, before);
    put(change.after(at));
  }

  public Optional<Sale> find(String order) {
    return Optional.ofNullable(versions.get(Long.valueOf(order))).map(Deque::getLast);
  }

  public Optional<Sale.Refund> refund(String number) {
    return Optional.ofNullable(refunds.get(number))
        .flatMap(this::find)
        .flatMap(
            sale -> sale.refunds().stream().filter(it -> it.number().equals(number)).findFirst());
  }

  /** The versions that a search returns. */
  public List<Sale> indexed(Instant now) {
    List<Sale> seen = new ArrayList<>();
    Instant until = now.minus(lag);
    for (Deque<Sale> kept : versions.values()) {
      Sale newest = null;
      for (Sale sale : kept) {
        newest = sale.updatedAt().isAfter(until) ? newest : sale;
      }
      if (newest != null) {
        seen.add(newest);
      }
    }
    return seen;
  }

  /** All orders, current versions. */
  public List<Sale> all() {
    return versions.values().stream().map(Deque::getLast).toList();
  }

  // Drops versions that a newer indexed version hides from every search.
  private void forget(Deque<Sale> kept, Instant now) {
    Instant until = now.minus(lag);
    while (kept.size() > 1) {
      Sale oldest = kept.removeFirst();
      if (kept.getFirst().updatedAt().isAfter(until)) {
        kept.addFirst(oldest);
        return;
      }
    }
  }
}
