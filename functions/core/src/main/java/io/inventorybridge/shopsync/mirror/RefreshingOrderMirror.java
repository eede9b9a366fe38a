// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.mirror;

import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopFailure;
import io.inventorybridge.shopsync.shop.ShopFulfillment;
import io.inventorybridge.shopsync.shop.ShopOrder;
import io.inventorybridge.shopsync.shop.ShopRefund;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Updates the order mirror: two bulk queries, and the refunds. The reading may be interrupted:
 * refunds that were read are kept, and the next reading requests the others.
 */
public final class RefreshingOrderMirror {
  /** The period for which {@code read_orders} returns orders. */
  static final Duration WINDOW = Duration.ofDays(60);

  /** The shop's index may lag, and clocks differ: this period is read again. */
  private static final Duration OVERLAP = Duration.ofMinutes(30);

  private static final int MOST_POLLS = 200;

  /** The number of orders whose refunds are read between two checks of the time. */
  private static final int TOGETHER = 64;

  private final OnlineShop shop;
  private final OrderMirrorStore kept;
  private final BoundedParallelism boundedParallelism;
  private final BackoffPolicy polling;
  private final InstantSource clock;

  /**
   * @param boundedParallelism the parallelism over orders whose refunds are read
   * @param polling waits between two polls of a bulk query
   */
  public RefreshingOrderMirror(
      OnlineShop shop,
      OrderMirrorStore kept,
      BoundedParallelism boundedParallelism,
      BackoffPolicy polling,
      InstantSource clock) {
    this.shop = shop;
    this.kept = kept;
    this.boundedParallelism = boundedParallelism;
    this.polling = polling;
    this.clock = clock;
  }

  /** The result of a reading. */
  public sealed interface MirrorOutcome {}

  /** The orders as of now, or a little later. */
  public record UpToDate(OrderMirror mirror) implements MirrorOutcome {}

  /** The time was not sufficient. */
  public record Aborted() implements MirrorOutcome {}

  /**
   * Reads the changes since the last reading.
   *
   * @param goesOn tells, from time to time, whether time is left
   */
  public MirrorOutcome read(BooleanSupplier goesOn) {
    OrderMirror before = kept.load();
    Instant begun = clock.instant();
    Instant oldest = begun.minus(WINDOW);
    Instant since = before.readFrom().map(it -> it.minus(OVERLAP)).orElse(oldest);
    Optional<List<ShopOrder>> orders = query(new BulkQuery.Orders(since), goesOn);
    Optional<List<ShopFulfillment>> fulfilments = query(new BulkQuery.Fulfillments(since), goesOn);
    if (orders.isEmpty() || fulfilments.isEmpty()) {
      return new Aborted();
    }
    Map<String, MirroredOrder> next = new HashMap<>(before.orders());
    next.values().removeIf(it -> it.changedAt().isBefore(oldest));
    List<ShopOrder> changed =
        orders.get().stream()
            .filter(order -> !isKnown(order, find(next, order), begun.minus(OVERLAP)))
            .toList();
    for (int from = 0; from < changed.size(); from += TOGETHER) {
      if (!goesOn.getAsBoolean()) {
        kept.save(new OrderMirror(before.readFrom(), next));
        return new Aborted();
      }
      boundedParallelism
          .each(
              changed.subList(from, Math.min(changed.size(), from + TOGETHER)),
              order -> withRefunds(order, find(next, order)))
          .forEach(order -> next.put(order.order().order(), order));
    }
    fulfilments
        .get()
        .forEach(part -> next.computeIfPresent(part.order(), (it, old) -> with(old, part)));
    OrderMirror mirror = new OrderMirror(Optional.of(begun), next);
    kept.save(mirror);
    return new UpToDate(mirror);
  }

  // The shop's index may lag, but refunds read by an order's number do not: all refunds of late
  // orders are read again.
  private static boolean isKnown(ShopOrder order, Optional<MirroredOrder> old, Instant late) {
    return old.map(MirroredOrder::order)
        .filter(
            there ->
                order.updatedAt().isBefore(there.updatedAt())
                    || (order.equals(there) && order.updatedAt().isBefore(late)))
        .isPresent();
  }

  private static Optional<MirroredOrder> find(Map<String, MirroredOrder> orders, ShopOrder order) {
    return Optional.ofNullable(orders.get(order.order()));
  }

  private MirroredOrder withRefunds(ShopOrder order, Optional<MirroredOrder> old) {
    return new MirroredOrder(
        order, old.map(MirroredOrder::fulfillments).orElse(List.of()), refunds(order));
  }

  private static MirroredOrder with(MirroredOrder order, ShopFulfillment part) {
    Map<String, ShopFulfillment> parts = new TreeMap<>();
    order.fulfillments().forEach(it -> parts.put(it.fulfilment(), it));
    parts.merge(
        part.fulfilment(),
        part,
        (old, now) -> now.updatedAt().isBefore(old.updatedAt()) ? old : now);
    return new MirroredOrder(order.order(), List.copyOf(parts.values()), order.refunds());
  }

  private List<ShopRefund> refunds(ShopOrder order) {
    return order.mayHaveRefunds() ? shop.refunds(order.order()) : List.of();
  }

  // Empty when the time was not sufficient to wait for the answer.
  private <T> Optional<List<T>> query(BulkQuery<T> query, BooleanSupplier goesOn) {
    return start(query, goesOn)
        .flatMap(operation -> awaitResult(operation, goesOn))
        .map(
            completed -> {
              List<T> found = new ArrayList<>();
              shop.download(query, completed, found::add);
              return found;
            });
  }

  private Optional<OnlineShop.BulkId> start(BulkQuery<?> query, BooleanSupplier goesOn) {
    for (int attempt = 1; attempt <= MOST_POLLS; attempt++) {
      if (!goesOn.getAsBoolean()) {
        return Optional.empty();
      }
      switch (shop.start(query)) {
        case OnlineShop.Started started -> {
          return Optional.of(started.operation());
        }
        case OnlineShop.Occupied occupied -> polling.pause(attempt);
        case OnlineShop.NotStarted not -> throw new ShopFailure("orders: " + not.message());
      }
    }
    throw new ShopFailure("orders: the shop was busy with other questions all the time");
  }

  private Optional<OnlineShop.Completed> awaitResult(
      OnlineShop.BulkId operation, BooleanSupplier goesOn) {
    for (int attempt = 1; attempt <= MOST_POLLS; attempt++) {
      switch (shop.poll(operation)) {
        case OnlineShop.Completed completed -> {
          return Optional.of(completed);
        }
        case OnlineShop.Running running -> {
          if (!goesOn.getAsBoolean()) {
            return Optional.empty();
          }
          polling.pause(attempt);
        }
        case OnlineShop.Failed failed ->
            throw new ShopFailure("orders: %s %s".formatted(failed.status(), failed.code()));
      }
    }
    throw new ShopFailure("orders: no answer in all the time");
  }
}
