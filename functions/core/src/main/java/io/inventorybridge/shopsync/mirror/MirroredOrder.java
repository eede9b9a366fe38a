// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.mirror;

import io.inventorybridge.shopsync.shop.ShopDisposition;
import io.inventorybridge.shopsync.shop.ShopFulfillment;
import io.inventorybridge.shopsync.shop.ShopOrder;
import io.inventorybridge.shopsync.shop.ShopRefund;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An order of the shop, read by separate queries.
 *
 * @param dispositions of its returned units; empty where they may not be read
 */
public record MirroredOrder(
    ShopOrder order,
    List<ShopFulfillment> fulfillments,
    List<ShopRefund> refunds,
    Optional<List<ShopDisposition>> dispositions) {
  public MirroredOrder {
    fulfillments = List.copyOf(fulfillments);
    refunds = List.copyOf(refunds);
    dispositions = dispositions.map(List::copyOf);
  }

  /** An order without returned units. */
  public MirroredOrder(
      ShopOrder order, List<ShopFulfillment> fulfillments, List<ShopRefund> refunds) {
    this(order, fulfillments, refunds, Optional.of(List.of()));
  }

  /**
   * The units that the shop counts for the order on one pair. Where the order does not tell whether
   * units came back, or from which location they left, the number taken has two bounds.
   *
   * @param surelyTaken the fewest units that are taken from {@code available} and not given back
   * @param taken the most units
   * @param committed taken units that are still to be shipped
   */
  public record Count(long surelyTaken, long taken, long committed) {
    Count plus(Count other) {
      return new Count(
          Math.addExact(surelyTaken, other.surelyTaken),
          Math.addExact(taken, other.taken),
          Math.addExact(committed, other.committed));
    }

    /** Tells whether the order says exactly how many units are taken. */
    public boolean isExact() {
      return surelyTaken == taken;
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
        .allMatch(line -> LineParts.of(this, line).refunded() <= LineParts.removed(line));
  }

  /** Tells whether the order has no units left to ship. */
  public boolean isFulfilled() {
    return order.lines().stream().allMatch(line -> line.unfulfilled().isZero());
  }

  /** The units of an item that are still to be shipped, wherever. */
  public long unfulfilled(InventoryItemId item) {
    return order.lines().stream()
        .filter(line -> line.item().filter(item::equals).isPresent())
        .mapToLong(line -> line.unfulfilled().units())
        .reduce(0, Math::addExact);
  }

  /**
   * The counts by pair.
   *
   * @param only the shop's one location, for lines without a location
   */
  public Map<ItemAtLocation, Count> counts(Optional<ShopLocationId> only) {
    Map<ItemAtLocation, Count> counts = new HashMap<>();
    for (ShopOrder.Line line : order.lines()) {
      line.item()
          .ifPresent(
              item ->
                  LineParts.of(this, line)
                      .counts(only)
                      .forEach(
                          (at, count) ->
                              counts.merge(new ItemAtLocation(item, at), count, Count::plus)));
    }
    return counts;
  }
}
