// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.mirror;

import io.inventorybridge.shopsync.bulk.BulkQueryRunner;
import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopDisposition;
import io.inventorybridge.shopsync.shop.ShopFulfillment;
import io.inventorybridge.shopsync.shop.ShopOrder;
import io.inventorybridge.shopsync.shop.ShopRefund;
import io.inventorybridge.shopsync.shop.ShopScope;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** The number of orders whose refunds are read between two checks of the time. */
  private static final int TOGETHER = 64;

  private final OnlineShop shop;
  private final OrderMirrorStore kept;
  private final BoundedParallelism boundedParallelism;
  private final BulkQueryRunner bulk;
  private final InstantSource clock;

  /**
   * @param boundedParallelism the parallelism over orders whose refunds are read
   */
  public RefreshingOrderMirror(
      OnlineShop shop,
      OrderMirrorStore kept,
      BoundedParallelism boundedParallelism,
      BulkQueryRunner bulk,
      InstantSource clock) {
    this.shop = shop;
    this.kept = kept;
    this.boundedParallelism = boundedParallelism;
    this.bulk = bulk;
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
    Instant asked = clock.instant();
    Optional<ReadMirror> read = readOnce(asked, goesOn);
    // An interrupted call may have started the queries: then the changes since are read too.
    while (read.filter(it -> it.begun().isBefore(asked)).isPresent()) {
      read = readOnce(asked, goesOn);
    }
    return read.<MirrorOutcome>map(it -> new UpToDate(it.mirror())).orElseGet(Aborted::new);
  }

  /** The orders as of a moment, which the mirror states only if nothing was hidden. */
  private record ReadMirror(OrderMirror mirror, Instant begun) {}

  private Optional<ReadMirror> readOnce(Instant asked, BooleanSupplier goesOn) {
    boolean isSeen = seesWork(shop.permissions());
    OrderMirror before = kept.load();
    Instant since =
        before
            .readFrom()
            .map(it -> it.minus(OVERLAP))
            .orElseGet(() -> clock.instant().minus(WINDOW));
    BulkQuery.Orders ofOrders = new BulkQuery.Orders(since);
    BulkQuery.Fulfillments ofFulfillments = new BulkQuery.Fulfillments(since);
    // Both run at the same time.
    bulk.begin(ofOrders);
    bulk.begin(ofFulfillments);
    Optional<BulkQueryRunner.Finished<ShopOrder>> orders = bulk.await(ofOrders, goesOn);
    Optional<BulkQueryRunner.Finished<ShopFulfillment>> fulfilments =
        bulk.await(ofFulfillments, goesOn);
    if (orders.isEmpty() || fulfilments.isEmpty()) {
      return Optional.empty();
    }
    Instant begun = earlier(orders.get().startedAt(), fulfilments.get().startedAt());
    Instant oldest = begun.minus(WINDOW);
    Map<String, MirroredOrder> next = new HashMap<>(before.orders());
    Set<String> granted = shop.permissions();
    next.values().removeIf(it -> !isReturned(it.order(), oldest, granted));
    List<ShopOrder> changed =
        results(orders.get()).stream()
            .filter(order -> isReturned(order, oldest, granted))
            .filter(order -> !isKnown(order, find(next, order), begun.minus(OVERLAP)))
            .toList();
    for (int from = 0; from < changed.size(); from += TOGETHER) {
      if (!goesOn.getAsBoolean()) {
        kept.save(new OrderMirror(before.readFrom(), next));
        return Optional.empty();
      }
      boundedParallelism
          .each(
              changed.subList(from, Math.min(changed.size(), from + TOGETHER)),
              order -> withRefunds(order, find(next, order), granted))
          .forEach(order -> next.put(order.order().order(), order));
    }
    results(fulfilments.get())
        .forEach(part -> next.computeIfPresent(part.order(), (it, old) -> with(old, part)));
    if (granted.contains(ShopScope.READ_RETURNS.handle())) {
      next.replaceAll((number, order) -> withDispositions(order));
    }
    // Without the scope the shop hides changes of fulfillment orders: they are read when it is
    // granted again. https://shopify.dev/docs/api/admin-graphql/latest/objects/FulfillmentOrder
    // A query that an interrupted call started may have run without it.
    boolean isWhole = isSeen && seesWork(granted) && !begun.isBefore(asked);
    OrderMirror mirror = new OrderMirror(isWhole ? Optional.of(begun) : before.readFrom(), next);
    kept.save(mirror);
    bulk.forget(ofOrders);
    bulk.forget(ofFulfillments);
    return Optional.of(new ReadMirror(mirror, begun));
  }

  private static boolean seesWork(Set<String> granted) {
    return granted.contains(ShopScope.READ_MERCHANT_MANAGED_FULFILLMENT_ORDERS.handle());
  }

  // The returns of orders that were read without the scope.
  private MirroredOrder withDispositions(MirroredOrder order) {
    return order.dispositions().isPresent()
        ? order
        : new MirroredOrder(
            order.order(),
            order.fulfillments(),
            order.refunds(),
            Optional.of(shop.dispositions(order.order().order())));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private <T> List<T> results(BulkQueryRunner.Finished<T> finished) {
    List<T> found = new ArrayList<>();
    bulk.download(finished, found::add);
    return found;
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

  private MirroredOrder withRefunds(
      ShopOrder order, Optional<MirroredOrder> old, Set<String> granted) {
    return new MirroredOrder(
        order,
        old.map(MirroredOrder::fulfillments).orElse(List.of()),
        refunds(order),
        dispositions(order, granted));
  }

  private static MirroredOrder with(MirroredOrder order, ShopFulfillment part) {
    Map<String, ShopFulfillment> parts = new TreeMap<>();
    order.fulfillments().forEach(it -> parts.put(it.fulfilment(), it));
    parts.merge(
        part.fulfilment(),
        part,
        (old, now) -> now.updatedAt().isBefore(old.updatedAt()) ? old : now);
    return new MirroredOrder(
        order.order(), List.copyOf(parts.values()), order.refunds(), order.dispositions());
  }

  private List<ShopRefund> refunds(ShopOrder order) {
    return order.mayHaveRefunds() ? shop.refunds(order.order()) : List.of();
  }

  private Optional<List<ShopDisposition>> dispositions(ShopOrder order, Set<String> granted) {
    if (!order.hasReturns()) {
      return Optional.of(List.of());
    }
    return granted.contains(ShopScope.READ_RETURNS.handle())
        ? Optional.of(shop.dispositions(order.order()))
        : Optional.empty();
  }

  // The shop returns orders by their time of creation. One that it no longer returns would stay as
  // it was, whatever happens to it.
  private static boolean isReturned(ShopOrder order, Instant oldest, Set<String> granted) {
    return !order.createdAt().isBefore(oldest)
        || (granted.contains(ShopScope.READ_ALL_ORDERS.handle()) && order.closedAt().isEmpty());
  }
}
