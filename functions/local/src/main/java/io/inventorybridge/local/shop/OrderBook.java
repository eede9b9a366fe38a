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
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The orders. Lookup by number returns the current version; a search returns the versions in the
 * index, which lags behind. Not thread-safe.
 */
public final class OrderBook {
  private final Duration lag;
  private final Consumer<OrderState> changed;
  private final NavigableMap<Long, Deque<OrderState>> versions = new TreeMap<>();
  private final Map<String, String> owners = new HashMap<>();

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
    own(sale);
    forget(kept, sale.updatedAt());
    changed.accept(sale);
  }

  private void own(OrderState sale) {
    String order = sale.number();
    sale.lines().forEach(it -> owners.put(it.number(), order));
    sale.refunds().forEach(it -> owners.put(it.number(), order));
    sale.assigned().forEach(it -> owners.put(it.number(), order));
    for (OrderState.Fulfillment shipment : sale.fulfillments()) {
      owners.put(shipment.number(), order);
      shipment.lines().forEach(it -> owners.put(it.number(), order));
    }
    for (OrderState.Return returned : sale.returns()) {
      owners.put(returned.number(), order);
      returned.lines().forEach(it -> owners.put(it.number(), order));
    }
  }

  /** The current version of an order that must exist. */
  public OrderState existing(String order) {
    return find(order)
        .orElseThrow(() -> new IllegalArgumentException("the shop has no order " + order));
  }

  public Optional<OrderState> find(String order) {
    return Optional.ofNullable(versions.get(Long.valueOf(order))).map(Deque::getLast);
  }

  /** The order that a refund, fulfillment order, shipment, return or line of them belongs to. */
  public Optional<OrderState> owner(String part) {
    return Optional.ofNullable(owners.get(part)).flatMap(this::find);
  }

  public Optional<OrderState.Refund> refund(String number) {
    return part(number, OrderState::refunds, OrderState.Refund::number);
  }

  public Optional<OrderState.Assigned> assigned(String number) {
    return part(number, OrderState::assigned, OrderState.Assigned::number);
  }

  public Optional<OrderState.Fulfillment> fulfillment(String number) {
    return part(number, OrderState::fulfillments, OrderState.Fulfillment::number);
  }

  public Optional<OrderState.Return> returned(String number) {
    return part(number, OrderState::returns, OrderState.Return::number);
  }

  private <T> Optional<T> part(
      String number, Function<OrderState, List<T>> parts, Function<T, String> name) {
    return owner(number)
        .flatMap(
            sale ->
                parts.apply(sale).stream()
                    .filter(it -> name.apply(it).equals(number))
                    .findFirst());
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
