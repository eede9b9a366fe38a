// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.life;

import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.simulation.shop.trouble.DirectShop;
import io.inventorybridge.shopsync.shop.InventoryLevel;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The truth about the shop's numbers, told by its levels alone: each operation of a customer or of
 * staff is measured by the levels before and after it.
 */
public final class ShopTally {
  private record Noted(Instant at, long units) {}

  private final DirectShop shop;
  private final Map<String, Map<ItemAtLocation, Long>> byOrder = new TreeMap<>();
  private final Map<ItemAtLocation, Long> sums = new HashMap<>();
  private final Map<ItemAtLocation, List<Noted>> back = new HashMap<>();
  private final Map<ItemAtLocation, List<Noted>> foreign = new HashMap<>();

  public ShopTally(DirectShop shop) {
    this.shop = shop;
  }

  /** The numbers of all stocked pairs at a moment. */
  record Levels(Map<ItemAtLocation, Long> available) {}

  Levels levels() {
    Map<ItemAtLocation, Long> available = new TreeMap<>();
    FakeShop fake = shop.fake;
    fake.pairs().forEach(pair -> available.put(pair, shop.available(pair)));
    return new Levels(available);
  }

  /** The order has taken the units that have left {@code available} since. */
  void order(String order, Levels before, Instant now) {
    levels()
        .available()
        .forEach(
            (pair, units) -> {
              long out = before.available().getOrDefault(pair, 0L) - units;
              if (out != 0) {
                take(order, pair, out);
              }
              if (out < 0) {
                back.computeIfAbsent(pair, it -> new ArrayList<>()).add(new Noted(now, -out));
              }
            });
  }

  void take(String order, ItemAtLocation pair, long units) {
    byOrder.computeIfAbsent(order, it -> new TreeMap<>()).merge(pair, units, Long::sum);
    sums.merge(pair, units, Long::sum);
  }

  /** Staff has changed what the pair shows by neither an order nor a move between states. */
  void foreign(ItemAtLocation pair, long units, Instant now) {
    if (units != 0) {
      foreign.computeIfAbsent(pair, it -> new ArrayList<>()).add(new Noted(now, units));
    }
  }

  /** Units by pair that are out of {@code available} because of an order. */
  Map<ItemAtLocation, Long> out(String order) {
    return byOrder.getOrDefault(order, Map.of());
  }

  /** Units by order that are out of {@code available} of a pair. */
  public Map<String, Long> orders(ItemAtLocation pair) {
    Map<String, Long> orders = new HashMap<>();
    byOrder.forEach(
        (order, pairs) -> {
          long units = pairs.getOrDefault(pair, 0L);
          if (units != 0) {
            orders.put(order, units);
          }
        });
    return orders;
  }

  /** Units that the shop has taken for its orders and not given back. */
  public long taken(ItemAtLocation pair) {
    return sums.getOrDefault(pair, 0L);
  }

  /** Units on hand that are neither available nor committed. */
  public long aside(ItemAtLocation pair) {
    InventoryLevel level = shop.shown(pair);
    return level.onHand().minus(level.available()).minus(level.committed()).units();
  }

  /** Units that are not available, because orders have taken them or staff has set them aside. */
  public long away(ItemAtLocation pair) {
    return taken(pair) + aside(pair);
  }

  /** The available units and those that are away: neither a sale nor a move changes the sum. */
  public long shown(ItemAtLocation pair) {
    return shop.available(pair) + away(pair);
  }

  /** Units that the shop has given back since. */
  public long restockedSince(ItemAtLocation pair, Instant since) {
    return sum(back.getOrDefault(pair, List.of()), since);
  }

  /** Units that staff has put there since, without those that it has removed. */
  public long addedSince(ItemAtLocation pair, Instant since) {
    return foreign.getOrDefault(pair, List.of()).stream()
        .filter(it -> !it.at().isBefore(since) && it.units() > 0)
        .mapToLong(Noted::units)
        .sum();
  }

  private static long sum(List<Noted> noted, Instant since) {
    return noted.stream().filter(it -> !it.at().isBefore(since)).mapToLong(Noted::units).sum();
  }

  /**
   * Units that the shop has given back and that these numbers still hold.
   *
   * @param held units by Shopify's number of the order
   */
  public long givenBackUnknown(ItemAtLocation pair, Map<String, Long> held) {
    Map<String, Long> orders = orders(pair);
    return held.entrySet().stream()
        .mapToLong(it -> Math.max(0, it.getValue() - orders.getOrDefault(it.getKey(), 0L)))
        .sum();
  }

  /** Units of orders that these numbers do not hold. */
  public long unknownTo(ItemAtLocation pair, Map<String, Long> held) {
    return new Snapshot(orders(pair), 0).unknownTo(held);
  }

  /**
   * The units that are out of {@code available} of a pair at a moment.
   *
   * @param orders units by order
   */
  public record Snapshot(Map<String, Long> orders, long aside) {
    public long unknownTo(Map<String, Long> held) {
      return orders.entrySet().stream()
          .mapToLong(it -> Math.max(0, it.getValue() - held.getOrDefault(it.getKey(), 0L)))
          .sum();
    }
  }

  public Map<ItemAtLocation, Snapshot> snapshots(Collection<ItemAtLocation> pairs) {
    Map<ItemAtLocation, Snapshot> snapshots = new HashMap<>();
    pairs.forEach(
        pair -> snapshots.put(pair, new Snapshot(orders(pair), Math.max(0, aside(pair)))));
    return snapshots;
  }
}
