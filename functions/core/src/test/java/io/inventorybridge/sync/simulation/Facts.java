// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.pool.Basis;
import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.pool.PoolVersion;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.pool.Published;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What we know, and the pools by it. One location, or one for each store. */
final class Facts implements Pools {
  private static final int PAGE = 2;

  final List<LocationId> locations;
  final int stores;
  final Map<ItemId, Upc> products = new TreeMap<>();
  final Map<Upc, Stock> stock = new HashMap<>();
  final Map<String, KnownOrder> orders = new TreeMap<>();
  final Set<ItemId> offline = new HashSet<>();
  final Map<ItemId, Long> counterVersions = new HashMap<>();
  private final Map<String, Long> told = new HashMap<>();
  long basis = 1;

  Facts(List<LocationId> locations, int stores) {
    this.locations = locations;
    this.stores = stores;
  }

  List<Pair> all() {
    return products.keySet().stream()
        .flatMap(item -> locations.stream().map(at -> new Pair(item, at)))
        .toList();
  }

  boolean isOnline(ItemId item) {
    return !offline.contains(item);
  }

  long pool(Pair pair) {
    return online(pair) + counter(pair);
  }

  long counter(Pair pair) {
    return orders.values().stream()
        .filter(order -> order.pair.equals(pair))
        .mapToLong(KnownOrder::held)
        .sum();
  }

  /** Units of orders that we know to be open. */
  long open(Pair pair) {
    return orders.values().stream()
        .filter(order -> order.pair.equals(pair))
        .mapToLong(order -> order.open)
        .sum();
  }

  long online(Pair pair) {
    Upc upc = products.get(pair.item());
    Stock of = stock.get(upc);
    long[] free = new long[stores];
    long queue = 0;
    for (int store = 0; store < stores; store++) {
      free[store] = of.onHand[store] - of.safety[store];
    }
    for (KnownOrder order : orders.values()) {
      if (order.upc.equals(upc)) {
        if (order.store == KnownOrder.QUEUE) {
          queue += order.open;
        } else {
          free[order.store] -= order.open;
        }
      }
    }
    for (int store = 0; store < stores; store++) {
      free[store] = Math.max(0, free[store]);
    }
    long back = of.threshold + queue;
    if (locations.size() == 1) {
      return Math.max(0, IntStream.range(0, stores).mapToLong(it -> free[it]).sum() - back);
    }
    List<Integer> most =
        IntStream.range(0, stores)
            .boxed()
            .sorted(Comparator.<Integer>comparingLong(it -> -free[it]).thenComparing(it -> it))
            .toList();
    for (int store : most) {
      long less = Math.min(free[store], back);
      free[store] -= less;
      back -= less;
    }
    return free[locations.indexOf(pair.location())];
  }

  private String version(Pair pair) {
    Upc upc = products.get(pair.item());
    return "%d.%s.%d.%d"
        .formatted(
            basis, upc, stock.get(upc).version, counterVersions.getOrDefault(pair.item(), 0L));
  }

  @Override
  public List<Pool> read(Collection<Pair> pairs) {
    List<Pool> pools = new ArrayList<>();
    for (Pair pair : pairs) {
      Map<String, Long> held = new HashMap<>();
      orders.forEach(
          (number, order) -> {
            if (order.pair.equals(pair) && order.held() != 0) {
              held.put(number, order.held());
            }
          });
      boolean online = isOnline(pair.item());
      String version = version(pair);
      told.put(pair + " " + version, pool(pair));
      pools.add(
          new Pool(
              pair,
              online ? online(pair) : 0,
              held,
              0,
              0,
              new PoolVersion(version),
              online
                  ? new Published.AsCounted()
                  : new Published.NotPublished(Published.Reason.NOT_ONLINE),
              Optional.of(products.get(pair.item()))));
    }
    return pools;
  }

  /** The pool that was read with this version. */
  long told(Pair pair, PoolVersion version) {
    return told.get(pair + " " + version);
  }

  @Override
  public Basis basis() {
    return new Basis("b" + basis);
  }

  @Override
  public List<Pair> pairsOf(Upc upc) {
    return products.entrySet().stream()
        .filter(it -> it.getValue().equals(upc))
        .flatMap(it -> pairsOf(it.getKey()).stream())
        .toList();
  }

  @Override
  public List<Pair> pairsOf(ItemId item) {
    return isOnline(item) ? locations.stream().map(at -> new Pair(item, at)).toList() : List.of();
  }

  @Override
  public PairPage pairs(Optional<String> after) {
    List<ItemId> items =
        products.keySet().stream()
            .filter(item -> after.isEmpty() || item.number().compareTo(after.get()) > 0)
            .limit(PAGE)
            .toList();
    return new PairPage(
        items.stream().flatMap(item -> pairsOf(item).stream()).toList(),
        items.size() < PAGE ? Optional.empty() : Optional.of(items.getLast().number()));
  }
}
