// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.PublicationState;
import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.availability.change.InputSet;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.local.simulation.shop.books.KnownTargets;
import io.inventorybridge.local.simulation.shop.books.RetailerBooks;
import io.inventorybridge.local.simulation.shop.life.ShopTally;
import io.inventorybridge.local.simulation.shop.trouble.FaultCounts;
import io.inventorybridge.local.simulation.shop.trouble.InvariantViolation;
import io.inventorybridge.local.simulation.shop.trouble.PublishingFault;
import io.inventorybridge.local.simulation.shop.trouble.SimulatedTime;
import io.inventorybridge.local.simulation.shop.trouble.SimulatedTime.Pace;
import io.inventorybridge.local.simulation.shop.trouble.TroubledShop;
import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The targets that one run reads. Each reading is checked: as a whole it must equal the target of
 * some moment during the reading, by the facts known at that moment.
 */
final class RunView implements SellableTargets {
  private record Told(SellableTarget sellableTarget, long step) {}

  private final RetailerBooks retailerBooks;
  private final SimulatedTime moments;
  private final FaultCounts faults;
  private final SellableTargets sellableTargets;
  private final Map<ItemAtLocation, Told> told = new HashMap<>();
  private Optional<CalculationInputs> by = Optional.empty();
  private Map<ItemAtLocation, Set<KnownTargets.Sum>> reading = Map.of();
  private Instant lastLook = Instant.MAX;
  private long lookedAt;
  private boolean isBulk;
  private final List<Map<ItemAtLocation, ShopTally.Snapshot>> looks = new ArrayList<>();
  private long step;

  RunView(
      RetailerBooks retailerBooks,
      Supplier<CalculationInputs> inForce,
      SimulatedTime moments,
      FaultCounts faults) {
    this.retailerBooks = retailerBooks;
    this.moments = moments;
    this.faults = faults;
    sellableTargets =
        retailerBooks.pools(
            real -> moments.around(StockLedger.class, noting(real), Pace.QUICK),
            () -> {
              CalculationInputs now = inForce.get();
              by = Optional.of(now);
              return now;
            });
  }

  private KnownTargets.Ground ground() {
    return retailerBooks.ground(by.orElseThrow());
  }

  /** The target of the pair in this run's last reading. */
  SellableTarget pool(ItemAtLocation pair) {
    return told.get(pair).sellableTarget();
  }

  /** The targets of a marker's pairs in this run's last reading. */
  List<SellableTarget> pools(ChangeMarkers.Subject subject) {
    return told.values().stream()
        .map(Told::sellableTarget)
        .filter(
            sellableTarget ->
                switch (subject) {
                  case ChangeMarkers.Subject.OfItem it ->
                      sellableTarget.pair().item().equals(it.item());
                  case ChangeMarkers.Subject.OfProduct it ->
                      sellableTarget.product().equals(Optional.of(it.upc()));
                })
        .toList();
  }

  /** Tells whether the run has calculated with this set of inputs last. */
  boolean hasCalculatedWith(InputSet.Reference set) {
    return by.filter(it -> it.inputsVersion().value().equals(set.version())).isPresent();
  }

  /** Tells whether the marker exists with this version or an older one. */
  boolean isMarked(ChangeMarkers.ChangeMarker change) {
    return retailerBooks.marked().stream()
        .anyMatch(
            it ->
                it.subject().equals(change.subject())
                    && it.record().equals(change.record())
                    && it.version() <= change.version());
  }

  /** The target of the pair by the present facts. */
  long now(ItemAtLocation pair) {
    return retailerBooks.now(pair).pool();
  }

  /** Tells whether that was after the run's last reading of the shop. */
  boolean hasReadSinceItsLook(ItemAtLocation pair) {
    return told.get(pair).step() > lookedAt;
  }

  /** The time of this run's last reading of the shop. */
  Instant lastLook() {
    return lastLook;
  }

  /** The units that were left for the shop by one of this run's readings of it. */
  long leftAtLook(ItemAtLocation pair, LevelJudge judge) {
    SellableTarget read = pool(pair);
    return looks.stream()
        .map(look -> look.get(pair))
        .filter(Objects::nonNull)
        .mapToLong(it -> read.online() - it.unknownTo(read.heldByOrder()) - it.aside())
        .max()
        .orElseGet(() -> judge.left(pair, read.online(), read.heldByOrder()));
  }

  OnlineShop over(TroubledShop shop, ShopTally tally) {
    return (OnlineShop)
        Proxy.newProxyInstance(
            OnlineShop.class.getClassLoader(),
            new Class<?>[] {OnlineShop.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("levels")) {
                looks.add(tally.snapshots(retailerBooks.pairs()));
                look(moments.instant());
              } else if (method.getName().equals("download")
                  && arguments[0] instanceof BulkQuery.Levels) {
                look(shop.levelsAsked());
              }
              return invoked(shop, method, arguments);
            });
  }

  // A run may read some pairs by their items and others by a bulk query: the first look counts.
  private void look(Instant at) {
    lastLook = at.isBefore(lastLook) || !isBulk ? at : lastLook;
    isBulk |= at.isBefore(moments.instant());
    lookedAt = ++step;
  }

  private StockLedger noting(StockLedger real) {
    return (StockLedger)
        Proxy.newProxyInstance(
            StockLedger.class.getClassLoader(),
            new Class<?>[] {StockLedger.class},
            (proxy, method, arguments) -> {
              reading.forEach((pair, sums) -> sums.add(retailerBooks.known.sum(pair, ground())));
              return invoked(real, method, arguments);
            });
  }

  private static Object invoked(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public List<SellableTarget> read(Collection<ItemAtLocation> pairs) {
    reading = new HashMap<>();
    pairs.forEach(pair -> reading.put(pair, new HashSet<>()));
    try {
      List<SellableTarget> read = sellableTargets.read(pairs);
      step++;
      read.forEach(this::judge);
      return read;
    } finally {
      reading = Map.of();
    }
  }

  private void judge(SellableTarget sellableTarget) {
    KnownTargets.Sum sum =
        new KnownTargets.Sum(
            sellableTarget.state().isPublished(),
            sellableTarget.online(),
            sellableTarget.heldByOrder(),
            sellableTarget.state() instanceof PublicationState.FromSettledBaseline);
    if (!reading.get(sellableTarget.pair()).contains(sum) || sellableTarget.hasUnnamedOrders()) {
      throw new InvariantViolation(
          "%s: by the facts known while it was read %s, and not %s"
              .formatted(moments.instant(), reading.get(sellableTarget.pair()), sellableTarget));
    }
    if (sum.waiting()) {
      faults.note(PublishingFault.RESET_ALONE);
    }
    told.put(sellableTarget.pair(), new Told(sellableTarget, step));
  }

  @Override
  public void refreshInputs() {
    sellableTargets.refreshInputs();
  }

  @Override
  public boolean isLeft(ShopLocationId location) {
    return sellableTargets.isLeft(location);
  }

  @Override
  public List<ItemAtLocation> pairsOf(CanonicalUpc upc) {
    return sellableTargets.pairsOf(upc);
  }

  @Override
  public List<ItemAtLocation> pairsOf(InventoryItemId item) {
    return sellableTargets.pairsOf(item);
  }

  @Override
  public PairPage pairs(Optional<String> after) {
    return sellableTargets.pairs(after);
  }
}
