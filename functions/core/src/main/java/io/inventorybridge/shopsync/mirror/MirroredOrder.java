// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.mirror;

import io.inventorybridge.shopsync.shop.ShopFulfillment;
import io.inventorybridge.shopsync.shop.ShopOrder;
import io.inventorybridge.shopsync.shop.ShopRefund;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An order of the shop, read by three separate queries. */
public record MirroredOrder(
    ShopOrder order, List<ShopFulfillment> fulfillments, List<ShopRefund> refunds) {
  private static final String CANCELLED = "CANCELLED";

  public MirroredOrder {
    fulfillments = List.copyOf(fulfillments);
    refunds = List.copyOf(refunds);
  }

  /**
   * The units that the shop counts for the order on one pair.
   *
   * @param taken units taken from {@code available} and not given back
   * @param committed taken units that are still to be shipped
   */
  public record Count(long taken, long committed) {
    Count plus(Count other) {
      return new Count(
          Math.addExact(taken, other.taken), Math.addExact(committed, other.committed));
    }
  }

  /** The latest change that any of its parts states. */
  public Instant changedAt() {
    return Stream.concat(
            Stream.of(order.updatedAt()), fulfillments.stream().map(ShopFulfillment::updatedAt))
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** Tells whether its parts are consistent: no refund is newer than the order. */
  public boolean isConsistent() {
    return order.lines().stream()
        .allMatch(line -> refunded(line.line()) <= line.ordered().minus(line.current()).units());
  }

  /** Tells whether the order has no units left to ship. */
  public boolean isFulfilled() {
    return order.lines().stream().allMatch(line -> line.unfulfilled().isZero());
  }

  /**
   * The counts by pair.
   *
   * @param only the shop's one location, for lines without a location
   */
  public Map<ItemAtLocation, Count> counts(Optional<ShopLocationId> only) {
    Map<ItemAtLocation, Count> counts = new HashMap<>();
    for (ShopOrder.Line line : order.lines()) {
      line.item().ifPresent(item -> count(counts, item, line, only));
    }
    return counts;
  }

  private void count(
      Map<ItemAtLocation, Count> counts,
      InventoryItemId item,
      ShopOrder.Line line,
      Optional<ShopLocationId> only) {
    Map<ShopLocationId, Long> taken = new TreeMap<>();
    Map<ShopLocationId, Long> committed = new TreeMap<>();
    fulfillments.stream()
        .filter(part -> !part.status().equals(CANCELLED))
        .forEach(
            part ->
                part.location()
                    .ifPresent(
                        at ->
                            part.lines().stream()
                                .filter(it -> it.orderLine().equals(line.line()))
                                .forEach(
                                    it -> {
                                      add(taken, at, it.total());
                                      add(committed, at, it.remaining());
                                    })));
    Optional<ShopLocationId> main = main(taken, line, only);
    if (main.isEmpty()) {
      return;
    }
    // Units without a location now were taken too; their restock names the
    // location.
    long unassigned =
        Math.max(0, line.ordered().units() - taken.values().stream().mapToLong(it -> it).sum());
    long edited = line.ordered().minus(line.current()).units() - refunded(line.line());
    add(taken, main.get(), StockQuantity.of(-Math.max(0, edited)));
    for (ShopRefund.Line back : restocks(line.line()).toList()) {
      ShopLocationId at = back.location().orElse(main.get());
      long released = Math.min(unassigned, released(back));
      unassigned -= released;
      add(taken, at, StockQuantity.of(released - back.quantity().units()));
    }
    add(taken, main.get(), StockQuantity.of(unassigned));
    taken.forEach(
        (at, units) ->
            counts.merge(
                new ItemAtLocation(item, at),
                new Count(units, committed.getOrDefault(at, 0L)),
                Count::plus));
  }

  private static void add(Map<ShopLocationId, Long> sums, ShopLocationId at, StockQuantity units) {
    sums.merge(at, units.units(), Math::addExact);
  }

  // Returned units had left, and were assigned until then.
  private static long released(ShopRefund.Line back) {
    return back.restockType() == ShopRefund.RestockType.RETURN ? 0 : back.quantity().units();
  }

  private Optional<ShopLocationId> main(
      Map<ShopLocationId, Long> taken, ShopOrder.Line line, Optional<ShopLocationId> only) {
    return taken.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .or(() -> restocks(line.line()).flatMap(it -> it.location().stream()).findFirst())
        .or(() -> only);
  }

  private Stream<ShopRefund.Line> restocks(String line) {
    return lines(line).filter(ShopRefund.Line::restocked);
  }

  private long refunded(String line) {
    return lines(line).mapToLong(it -> it.quantity().units()).reduce(0, Math::addExact);
  }

  private Stream<ShopRefund.Line> lines(String line) {
    return refunds.stream()
        .flatMap(refund -> refund.lines().stream())
        .filter(it -> it.orderLine().equals(line));
  }
}
