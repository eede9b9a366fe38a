// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.pool.Basis;
import io.inventorybridge.sync.pool.Grounds;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.pool.Published;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.shop.Shop;
import io.inventorybridge.sync.simulation.books.Books;
import io.inventorybridge.sync.simulation.books.Known;
import io.inventorybridge.sync.simulation.trouble.Fault;
import io.inventorybridge.sync.simulation.trouble.Faults;
import io.inventorybridge.sync.simulation.trouble.Moments;
import io.inventorybridge.sync.simulation.trouble.Moments.Pace;
import io.inventorybridge.sync.simulation.trouble.Wrong;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The targets that one run reads. Each reading is checked: as a whole it must equal the target of
 * some moment during the reading, by the facts known at that moment.
 */
final class Seeing implements Pools {
  private record Told(Pool pool, long step) {}

  private final Books books;
  private final Moments moments;
  private final Faults faults;
  private final Pools pools;
  private final Map<Pair, Told> told = new HashMap<>();
  private Books.InForce by;
  private Map<Pair, Set<Known.Sum>> reading = Map.of();
  private Instant lastLook = Instant.MAX;
  private long lookedAt;
  private long step;

  Seeing(Books books, Moments moments, Faults faults) {
    this.books = books;
    this.moments = moments;
    this.faults = faults;
    pools =
        books.pools(
            real -> moments.around(Ledger.class, noting(Ledger.class, real), Pace.QUICK),
            real -> moments.around(Catalog.class, noting(Catalog.class, real), Pace.QUICK),
            this::grounds);
  }

  private Grounds grounds() {
    by = books.inForce();
    return by.grounds();
  }

  /** The target of the pair in this run's last reading. */
  Pool pool(Pair pair) {
    return told.get(pair).pool();
  }

  /** The targets of a marker's pairs in this run's last reading. */
  List<Pool> pools(PendingChanges.Subject subject) {
    return told.values().stream()
        .map(Told::pool)
        .filter(
            pool ->
                switch (subject) {
                  case PendingChanges.Subject.OfItem it -> pool.pair().item().equals(it.item());
                  case PendingChanges.Subject.OfProduct it ->
                      pool.product().equals(Optional.of(it.upc()));
                })
        .toList();
  }

  /** Tells whether every pair will be published anyway, by the present or next inputs. */
  boolean isEverythingDue(Optional<Basis> done) {
    Books.InForce now = books.inForce();
    return !done.equals(Optional.of(now.grounds().basis())) || books.known.isBetween(now.ground());
  }

  /** Tells whether the marker exists with this version or an older one. */
  boolean isMarked(PendingChanges.Change change) {
    return books.marked().stream()
        .anyMatch(
            it ->
                it.subject().equals(change.subject())
                    && it.record().equals(change.record())
                    && it.version() <= change.version());
  }

  /** The target of the pair by the present facts. */
  long now(Pair pair) {
    return books.now(pair).pool();
  }

  /** Tells whether that was after the run's last reading of the shop. */
  boolean hasReadSinceItsLook(Pair pair) {
    return told.get(pair).step() > lookedAt;
  }

  /** The time of this run's last reading of the shop. */
  Instant lastLook() {
    return lastLook;
  }

  Shop over(Shop shop) {
    return (Shop)
        Proxy.newProxyInstance(
            Shop.class.getClassLoader(),
            new Class<?>[] {Shop.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("levels")) {
                lastLook = moments.instant();
                lookedAt = ++step;
              }
              return invoked(shop, method, arguments);
            });
  }

  private <T> T noting(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              reading.forEach((pair, sums) -> sums.add(books.known.sum(pair, by.ground())));
              return invoked(real, method, arguments);
            }));
  }

  private static Object invoked(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public List<Pool> read(Collection<Pair> pairs) {
    reading = new HashMap<>();
    pairs.forEach(pair -> reading.put(pair, new HashSet<>()));
    try {
      List<Pool> read = pools.read(pairs);
      step++;
      read.forEach(this::judge);
      return read;
    } finally {
      reading = Map.of();
    }
  }

  private void judge(Pool pool) {
    Known.Sum sum =
        new Known.Sum(
            !(pool.state() instanceof Published.NotPublished),
            pool.online(),
            pool.heldByOrder(),
            pool.state() instanceof Published.FromSettledBaseline);
    if (!reading.get(pool.pair()).contains(sum) || pool.hasUnnamedOrders()) {
      throw new Wrong(
          "%s: by the facts known while it was read %s, and not %s"
              .formatted(moments.instant(), reading.get(pool.pair()), pool));
    }
    if (sum.waiting()) {
      faults.note(Fault.RESET_ALONE);
    }
    if (books.known.isBetween(by.ground())) {
      faults.note(Fault.CATALOG_BETWEEN);
    }
    told.put(pool.pair(), new Told(pool, step));
  }

  @Override
  public Basis basis() {
    return pools.basis();
  }

  @Override
  public List<Pair> pairsOf(Upc upc) {
    return pools.pairsOf(upc);
  }

  @Override
  public List<Pair> pairsOf(ItemId item) {
    return pools.pairsOf(item);
  }

  @Override
  public PairPage pairs(Optional<String> after) {
    return pools.pairs(after);
  }
}
