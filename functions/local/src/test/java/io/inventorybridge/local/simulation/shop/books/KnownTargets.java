// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.books;

import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The targets by the known facts, calculated from the prose of the truth model without code of the
 * ledger or the targets. One location for all stores, or one for each. Every order has one line.
 */
public final class KnownTargets {
  /**
   * Whole inputs that stock records do not contain: products by item, their rules, and the stores.
   *
   * @param stores by the location that shows their units; all of them with one location
   * @param closed the stores whose units are not sold
   */
  public record Ground(
      Map<InventoryItemId, CanonicalUpc> online,
      Map<ShopLocationId, FacilityId> stores,
      Set<FacilityId> closed,
      Set<CanonicalUpc> awaiting,
      Map<StockKey, Long> safety,
      Map<CanonicalUpc, Long> thresholds,
      Set<CanonicalUpc> offChannel) {
    public Ground {
      online = Map.copyOf(online);
      stores = Map.copyOf(stores);
      closed = Set.copyOf(closed);
      awaiting = Set.copyOf(awaiting);
      safety = Map.copyOf(safety);
      thresholds = Map.copyOf(thresholds);
      offChannel = Set.copyOf(offChannel);
    }
  }

  /**
   * A target with its components.
   *
   * @param held by the shop's number of the order
   * @param waiting true when a reset of the product waits for its variance
   */
  public record Sum(boolean published, long online, Map<String, Long> held, boolean waiting) {
    public long pool() {
      return online + held.values().stream().mapToLong(it -> it).sum();
    }
  }

  private record Stated(StockBaseline.Rank rank, long quantity) {
    static final Stated NOTHING = new Stated(StockBaseline.NONE.rank(), 0);
  }

  private record Memo(long changes, Ground ground, Sum sum) {}

  private final List<ShopLocationId> locations;
  private final List<FacilityId> stores;
  private final Map<StockKey, Stated> settled = new HashMap<>();
  private final Map<StockKey, Stated> pending = new HashMap<>();
  private final Map<StockKey, List<StockMovement>> movements = new HashMap<>();
  private final Map<String, OrderVersion> received = new HashMap<>();
  private final Map<CanonicalUpc, Map<String, OrderVersion>> orders = new HashMap<>();
  private final Map<ItemAtLocation, Memo> memory = new HashMap<>();
  private long changes;

  KnownTargets(List<ShopLocationId> locations, List<FacilityId> stores) {
    this.locations = List.copyOf(locations);
    this.stores = List.copyOf(stores);
  }

  /** A version was stored; returns true for the newest. */
  boolean received(OrderVersion version) {
    OrderVersion there = received.get(version.orderId());
    boolean newest = there == null || version.lastUpdated().isAfter(there.lastUpdated());
    if (newest) {
      received.put(version.orderId(), version);
    }
    return newest;
  }

  /** The ledger has applied all received versions of an order. */
  void taken(String order) {
    OrderVersion version = received.get(order);
    if (version != null) {
      orders
          .computeIfAbsent(version.items().getFirst().upc().orElseThrow(), it -> new HashMap<>())
          .put(order, version);
      changes++;
    }
  }

  void moved(StockMovement movement) {
    movements.computeIfAbsent(movement.key(), it -> new ArrayList<>()).add(movement);
    changes++;
  }

  void reset(StockKey key, StockBaseline.Rank rank, long quantity) {
    Stated there = pending.getOrDefault(key, settled.getOrDefault(key, Stated.NOTHING));
    if (rank.compareTo(there.rank()) > 0) {
      pending.put(key, new Stated(rank, quantity));
      changes++;
    }
  }

  /** Tells whether the variance belonged to the pending reset. */
  boolean settle(StockKey key, String delivery) {
    Stated there = pending.get(key);
    if (there == null || !there.rank().delivery().equals(delivery)) {
      return false;
    }
    settled.put(key, there);
    pending.remove(key);
    changes++;
    return true;
  }

  /** Units on hand on the settled baseline. */
  public long onHand(StockKey key) {
    Stated stated = settled.getOrDefault(key, Stated.NOTHING);
    Instant snapshot = stated.rank().snapshot();
    long moved =
        movements.getOrDefault(key, List.of()).stream()
            .filter(it -> it.effective().isAfter(snapshot))
            .mapToLong(it -> it.units().units())
            .sum();
    long shipped =
        of(key.upc()).stream()
            .filter(it -> line(it).status() == ItemStatus.COMPLETED)
            .filter(it -> line(it).facility().equals(Optional.of(key.facility())))
            .filter(it -> it.completedAt().orElseThrow().isAfter(snapshot))
            .mapToLong(it -> line(it).quantity().units())
            .sum();
    return stated.quantity() + moved - shipped;
  }

  private List<OrderVersion> of(CanonicalUpc upc) {
    return List.copyOf(orders.getOrDefault(upc, Map.of()).values());
  }

  private static OrderVersion.Item line(OrderVersion version) {
    return version.items().getFirst();
  }

  private long open(CanonicalUpc upc, Optional<FacilityId> store) {
    return of(upc).stream()
        .filter(it -> line(it).status() == ItemStatus.OPEN && line(it).facility().equals(store))
        .mapToLong(it -> line(it).quantity().units())
        .sum();
  }

  /** Units of the pair's known open orders. */
  public long open(ItemAtLocation pair) {
    return orders.values().stream()
        .flatMap(it -> it.values().stream())
        .filter(it -> isOf(it, pair) && line(it).status() == ItemStatus.OPEN)
        .mapToLong(it -> line(it).quantity().units())
        .sum();
  }

  private boolean isOf(OrderVersion version, ItemAtLocation pair) {
    OrderVersion.ShopifyItem at = line(version).shopify();
    return ends(at.inventoryItemId().orElseThrow(), pair.item().number())
        && at.locationId().map(it -> ends(it, pair.location().number())).orElse(true);
  }

  private static boolean ends(String id, String number) {
    return id.equals(number) || id.endsWith("/" + number);
  }

  private static long held(OrderVersion version) {
    OrderVersion.Item line = line(version);
    long taken = line.shopify().taken().map(StockQuantity::units).orElseThrow();
    long missing = line.status() == ItemStatus.CANCELLED ? taken : taken - line.quantity().units();
    return taken - line.shopify().restocked().map(StockQuantity::units).orElse(missing);
  }

  /** The target of the pair by the present facts and these inputs. */
  public Sum sum(ItemAtLocation pair, Ground ground) {
    Memo there = memory.get(pair);
    if (there != null && there.changes() == changes && there.ground() == ground) {
      return there.sum();
    }
    Sum sum = counted(pair, ground);
    memory.put(pair, new Memo(changes, ground, sum));
    return sum;
  }

  private Sum counted(ItemAtLocation pair, Ground ground) {
    Map<String, Long> held = new HashMap<>();
    orders.values().stream()
        .flatMap(it -> it.values().stream())
        .filter(it -> isOf(it, pair) && held(it) != 0)
        .forEach(it -> held.merge(it.shopifyOrderId().orElseThrow(), held(it), Long::sum));
    Optional<CanonicalUpc> upc =
        sold(pair.item(), ground).filter(it -> !ground.awaiting().contains(it));
    Optional<CanonicalUpc> counted =
        Optional.ofNullable(ground.online().get(pair.item()))
            .filter(it -> !ground.awaiting().contains(it));
    return new Sum(
        upc.isPresent(),
        counted.map(it -> online(it, pair.location(), ground)).orElse(0L),
        Map.copyOf(held),
        upc.filter(it -> pending.keySet().stream().anyMatch(key -> key.upc().equals(it)))
            .isPresent());
  }

  // The only product of the item, by the inputs.
  private Optional<CanonicalUpc> sold(InventoryItemId item, Ground ground) {
    CanonicalUpc upc = ground.online().get(item);
    return Optional.ofNullable(upc).filter(it -> itemsOf(it, ground.online()).equals(Set.of(item)));
  }

  private static Set<InventoryItemId> itemsOf(
      CanonicalUpc upc, Map<InventoryItemId, CanonicalUpc> products) {
    Set<InventoryItemId> items = new HashSet<>();
    products.forEach(
        (item, its) -> {
          if (its.equals(upc)) {
            items.add(item);
          }
        });
    return items;
  }

  private long online(CanonicalUpc upc, ShopLocationId at, Ground ground) {
    if (ground.offChannel().contains(upc)) {
      return 0;
    }
    long back = ground.thresholds().getOrDefault(upc, 0L);
    long queue = open(upc, Optional.empty());
    if (locations.size() == 1) {
      long all = 0;
      for (FacilityId store : stores) {
        all += free(store, upc, ground);
      }
      return Math.max(0, all - back - queue);
    }
    List<ShopLocationId> shown = locations.stream().filter(ground.stores()::containsKey).toList();
    long[] free = new long[shown.size()];
    for (int i = 0; i < free.length; i++) {
      free[i] = free(ground.stores().get(shown.get(i)), upc, ground);
    }
    take(back, free);
    take(queue, free);
    return shown.contains(at) ? free[shown.indexOf(at)] : 0;
  }

  private long free(FacilityId store, CanonicalUpc upc, Ground ground) {
    StockKey key = new StockKey(store, upc);
    return ground.closed().contains(store)
        ? 0
        : Math.max(
            0, onHand(key) - open(upc, Optional.of(store)) - ground.safety().getOrDefault(key, 0L));
  }

  private static void take(long units, long[] free) {
    List<Integer> most = new ArrayList<>();
    for (int i = 0; i < free.length; i++) {
      most.add(i);
    }
    most.sort(Comparator.<Integer>comparingLong(it -> -free[it]).thenComparing(it -> it));
    long left = units;
    for (int i : most) {
      long less = Math.min(free[i], left);
      free[i] -= less;
      left -= less;
    }
  }
}
