// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.mirror;

import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.sync.shop.BulkQuery;
import io.inventorybridge.sync.shop.Shop;
import io.inventorybridge.sync.shop.ShopFailure;
import io.inventorybridge.sync.shop.ShopFulfilment;
import io.inventorybridge.sync.shop.ShopOrder;
import io.inventorybridge.sync.shop.ShopRefund;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Brings the mirror of the shop's orders up to date: two background questions, and the refunds. */
public final class ReadingOrders {
  /** What {@code read_orders} returns. */
  static final Duration WINDOW = Duration.ofDays(60);

  /** The shop's index may lag, and clocks differ: so much is read once more. */
  private static final Duration OVERLAP = Duration.ofMinutes(30);

  private static final int MOST_POLLS = 200;

  private final Shop shop;
  private final KeptMirror kept;
  private final Backoff polling;
  private final InstantSource clock;

  /**
   * @param polling waits between two looks at a background question
   */
  public ReadingOrders(Shop shop, KeptMirror kept, Backoff polling, InstantSource clock) {
    this.shop = shop;
    this.kept = kept;
    this.polling = polling;
    this.clock = clock;
  }

  /** The orders as they are now, or a little later. */
  public OrderMirror read() {
    OrderMirror before = kept.load();
    Instant begun = clock.instant();
    Instant oldest = begun.minus(WINDOW);
    Instant since = before.readFrom().map(it -> it.minus(OVERLAP)).orElse(oldest);
    List<ShopOrder> orders = ask(new BulkQuery.Orders(since));
    List<ShopFulfilment> fulfilments = ask(new BulkQuery.Fulfilments(since));
    Map<String, MirroredOrder> next = new HashMap<>(before.orders());
    next.values().removeIf(it -> it.changedAt().isBefore(oldest));
    for (ShopOrder order : orders) {
      MirroredOrder old = next.get(order.order());
      if (old == null || !order.updatedAt().isBefore(old.order().updatedAt())) {
        next.put(
            order.order(),
            new MirroredOrder(
                order,
                Optional.ofNullable(old).map(MirroredOrder::fulfilments).orElse(List.of()),
                refunds(order)));
      }
    }
    fulfilments.forEach(part -> next.computeIfPresent(part.order(), (it, old) -> with(old, part)));
    OrderMirror mirror = new OrderMirror(Optional.of(begun), next);
    kept.save(mirror);
    return mirror;
  }

  private static MirroredOrder with(MirroredOrder order, ShopFulfilment part) {
    Map<String, ShopFulfilment> parts = new TreeMap<>();
    order.fulfilments().forEach(it -> parts.put(it.fulfilment(), it));
    parts.merge(
        part.fulfilment(),
        part,
        (old, now) -> now.updatedAt().isBefore(old.updatedAt()) ? old : now);
    return new MirroredOrder(order.order(), List.copyOf(parts.values()), order.refunds());
  }

  private List<ShopRefund> refunds(ShopOrder order) {
    return order.mayHaveRefunds() ? shop.refunds(order.order()) : List.of();
  }

  private <T> List<T> ask(BulkQuery<T> query) {
    List<T> found = new ArrayList<>();
    shop.download(query, answered(begun(query)), found::add);
    return found;
  }

  private Shop.BulkId begun(BulkQuery<?> query) {
    for (int attempt = 1; attempt <= MOST_POLLS; attempt++) {
      switch (shop.start(query)) {
        case Shop.Started started -> {
          return started.operation();
        }
        case Shop.Occupied occupied -> polling.pause(attempt);
        case Shop.NotStarted not -> throw new ShopFailure("orders: " + not.message());
      }
    }
    throw new ShopFailure("orders: the shop was busy with other questions all the time");
  }

  private Shop.Completed answered(Shop.BulkId operation) {
    for (int attempt = 1; attempt <= MOST_POLLS; attempt++) {
      switch (shop.poll(operation)) {
        case Shop.Completed completed -> {
          return completed;
        }
        case Shop.Running running -> polling.pause(attempt);
        case Shop.Failed failed ->
            throw new ShopFailure("orders: %s %s".formatted(failed.status(), failed.code()));
      }
    }
    throw new ShopFailure("orders: no answer in all the time");
  }
}
