// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.life;

import io.inventorybridge.local.shop.OrderState;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.orders.OrderVersion.ShopifyItem;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.StockQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * An order of the shop with the parts into which its fulfillment cuts it: the units of an item that
 * one location is to ship, and each shipment. The feed tells each part as an order of one line. A
 * shipment that the shop cancels stays one for the fulfillment.
 */
final class OnlineOrder {
  private static final Duration AT_LEAST = Duration.ofMinutes(10);

  final String number;
  private final boolean saysWhere;
  private final Map<InventoryItemId, CanonicalUpc> upcs = new TreeMap<>();
  private final Map<ItemAtLocation, PairParts> byPair = new TreeMap<>();
  private Instant enlargedAt;
  private long versions;

  /** The parts of a pair. */
  private static final class PairParts {
    final List<OrderPart> parts = new ArrayList<>();
    Optional<OrderPart> toBeShipped = Optional.empty();
    long shipped;
  }

  /** Units that are told together. */
  private static final class OrderPart {
    final String id;
    final ItemAtLocation pair;
    ItemStatus status = ItemStatus.OPEN;
    long quantity;
    long held;
    long taken;
    Optional<FacilityId> store = Optional.empty();
    Optional<Instant> completedAt = Optional.empty();
    boolean isTold;

    OrderPart(String id, ItemAtLocation pair) {
      this.id = id;
      this.pair = pair;
    }

    void become(ItemStatus next, long units) {
      isTold &= status == next && quantity == units;
      status = next;
      quantity = units;
      taken = Math.max(taken, units);
    }

    void hold(long units) {
      isTold &= held == units;
      held = units;
      taken = Math.max(taken, units);
    }
  }

  /**
   * @param saysWhere true when the feed names the shop's location
   */
  OnlineOrder(String number, Instant boughtAt, boolean saysWhere) {
    this.number = number;
    this.enlargedAt = boughtAt;
    this.saysWhere = saysWhere;
  }

  /** An order is not shipped, and its units are not given up, within minutes. */
  boolean mayBeShipped(Instant now) {
    return !enlargedAt.plus(AT_LEAST).isAfter(now);
  }

  /** Units were added. */
  void enlarged(Instant now) {
    enlargedAt = now;
  }

  /** Tells whether units are left to be allocated to a store. */
  boolean isToBeAllocated() {
    return byPair.values().stream().anyMatch(it -> it.toBeShipped.isPresent());
  }

  /** The units that are left are allocated to a store, or to none. */
  void allocate(Optional<FacilityId> store) {
    byPair
        .values()
        .forEach(
            it ->
                it.toBeShipped.ifPresent(
                    part -> {
                      part.store = store;
                      part.isTold = false;
                    }));
  }

  /**
   * Takes in the order as it is in the shop now.
   *
   * @param out units by pair that are out of {@code available} because of the order
   * @param upcs the products of its items
   * @param anyStore gives a store that ships units that are allocated to none
   */
  void take(
      OrderState now,
      Map<ItemAtLocation, Long> out,
      Map<InventoryItemId, CanonicalUpc> products,
      Supplier<FacilityId> anyStore) {
    out.keySet().forEach(pair -> byPair.computeIfAbsent(pair, it -> new PairParts()));
    byPair.forEach(
        (pair, parts) -> {
          upcs.computeIfAbsent(pair.item(), products::get);
          take(
              parts,
              pair,
              open(now, pair),
              shipped(now, pair),
              Math.max(0, out.getOrDefault(pair, 0L)),
              now.updatedAt(),
              anyStore);
        });
  }

  private void take(
      PairParts parts,
      ItemAtLocation pair,
      long openNow,
      long shippedNow,
      long out,
      Instant at,
      Supplier<FacilityId> anyStore) {
    long again = Math.max(0, parts.shipped - shippedNow);
    long open = Math.max(0, openNow - again);
    long more = Math.max(0, shippedNow - parts.shipped);
    parts.shipped += more;
    if (more > 0) {
      OrderPart part =
          parts.toBeShipped.filter(it -> open == 0).orElseGet(() -> added(parts, pair));
      Optional<FacilityId> store =
          part.store.or(() -> parts.toBeShipped.flatMap(it -> it.store)).or(() -> some(anyStore));
      if (open == 0) {
        parts.toBeShipped = Optional.empty();
      }
      part.store = store;
      part.completedAt = Optional.of(at);
      part.become(ItemStatus.COMPLETED, more);
    }
    if (open > 0) {
      if (parts.toBeShipped.isEmpty()) {
        parts.toBeShipped = Optional.of(added(parts, pair));
      }
      parts.toBeShipped.get().become(ItemStatus.OPEN, open);
    } else {
      parts.toBeShipped.ifPresent(it -> it.become(ItemStatus.CANCELLED, 0));
      parts.toBeShipped = Optional.empty();
    }
    hold(parts, open, out);
  }

  private static Optional<FacilityId> some(Supplier<FacilityId> anyStore) {
    return Optional.of(anyStore.get());
  }

  private OrderPart added(PairParts parts, ItemAtLocation pair) {
    OrderPart part =
        new OrderPart(
            "H%s.%s.%s.%d".formatted(number, pair.item(), pair.location(), parts.parts.size()),
            pair);
    parts.parts.add(part);
    return part;
  }

  // The shipments hold their units first, the rest is with what is to be shipped or was given up.
  private static void hold(PairParts parts, long open, long out) {
    long ofShipments = Math.max(0, out - open);
    long left = out;
    for (OrderPart part : parts.parts) {
      if (part.status == ItemStatus.COMPLETED) {
        long here = Math.min(part.quantity, ofShipments);
        ofShipments -= here;
        left -= here;
        part.hold(here);
      } else {
        part.hold(0);
      }
    }
    if (left > 0) {
      OrderPart rest =
          parts
              .toBeShipped
              .or(
                  () ->
                      parts.parts.stream()
                          .filter(it -> it.status == ItemStatus.CANCELLED)
                          .findFirst())
              .or(() -> parts.parts.stream().findFirst())
              .orElseThrow();
      rest.hold(rest.held + left);
    }
  }

  private static long open(OrderState now, ItemAtLocation pair) {
    return now.assigned().stream()
        .filter(part -> part.open() && part.location().equals(pair.location()))
        .flatMap(part -> part.lines().stream())
        .filter(line -> line.item().equals(pair.item()))
        .mapToLong(OrderState.AssignedLine::remaining)
        .sum();
  }

  private static long shipped(OrderState now, ItemAtLocation pair) {
    return now.fulfillments().stream()
        .filter(it -> !it.cancelled() && it.location().equals(pair.location()))
        .flatMap(it -> it.lines().stream())
        .filter(line -> line.item().equals(pair.item()))
        .mapToLong(OrderState.ShippedLine::quantity)
        .sum();
  }

  /** The parts that have changed since they were told, as of now; each is newer than before. */
  List<OrderVersion> news(Instant now) {
    List<OrderVersion> news = new ArrayList<>();
    for (PairParts parts : byPair.values()) {
      for (OrderPart part : parts.parts) {
        if (!part.isTold) {
          part.isTold = true;
          news.add(version(part, now));
        }
      }
    }
    return news;
  }

  private OrderVersion version(OrderPart part, Instant now) {
    versions++;
    long missing = part.status == ItemStatus.CANCELLED ? part.taken : part.taken - part.quantity;
    long restocked = part.taken - part.held;
    boolean saysRestocked = missing != restocked || versions % 2 == 0;
    return new OrderVersion(
        part.id,
        Optional.of("SHOPIFY"),
        Optional.of(number),
        switch (part.status) {
          case OPEN -> OrderStatus.OPEN;
          case COMPLETED -> OrderStatus.COMPLETED;
          case CANCELLED -> OrderStatus.CANCELLED;
        },
        now.plusNanos(versions),
        part.completedAt,
        Optional.empty(),
        List.of(
            new OrderVersion.Item(
                "1",
                Optional.of(upcs.get(part.pair.item())),
                StockQuantity.of(part.quantity),
                part.store,
                part.status,
                part.completedAt,
                Optional.empty(),
                new ShopifyItem(
                    Optional.of("gid://shopify/InventoryItem/" + part.pair.item()),
                    saysWhere ? Optional.of(part.pair.location().number()) : Optional.empty(),
                    Optional.of(StockQuantity.of(part.taken)),
                    saysRestocked ? Optional.of(StockQuantity.of(restocked)) : Optional.empty()))));
  }
}
