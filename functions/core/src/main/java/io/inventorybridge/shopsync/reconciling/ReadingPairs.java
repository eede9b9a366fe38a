// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.availability.PublicationState;
import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.shopsync.mirror.OrderMirror;
import io.inventorybridge.shopsync.mirror.RefreshingOrderMirror;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Uncertain;
import io.inventorybridge.shopsync.sending.SendingCalls;
import io.inventorybridge.shopsync.sending.SyncRun;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the quantities of pairs, and then the shop's orders. It skips pairs with an open call. */
final class ReadingPairs {
  /** Our clocks and the shop's differ by less. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final OnlineShop shop;
  private final LevelSource byItem;
  private final SellableTargets sellableTargets;
  private final RefreshingOrderMirror orders;
  private final SendingCalls sending;
  private final Supplier<PublishSettings> settings;
  private final Supplier<Optional<Instant>> knownBefore;
  private final InstantSource clock;

  ReadingPairs(
      OnlineShop shop,
      SellableTargets sellableTargets,
      RefreshingOrderMirror orders,
      SendingCalls sending,
      Supplier<PublishSettings> settings,
      Supplier<Optional<Instant>> knownBefore,
      InstantSource clock) {
    this.shop = shop;
    this.byItem = new LevelsByItem(shop, clock);
    this.sellableTargets = sellableTargets;
    this.orders = orders;
    this.sending = sending;
    this.settings = settings;
    this.knownBefore = knownBefore;
    this.clock = clock;
  }

  /**
   * Reads pairs and gives their cases; pairs without a case are recorded in the tally. Empty when
   * the run is aborted meanwhile.
   */
  List<PairReading> read(
      SyncRun run,
      Collection<ItemAtLocation> pairs,
      LevelSource levels,
      BatchCollector batchCollector) {
    Map<ItemAtLocation, PublishedPair> records = sending.records(pairs);
    List<PairReading> cases = new ArrayList<>();
    for (SellableTarget sellableTarget : sellableTargets.read(pairs)) {
      PublishedPair record =
          records.getOrDefault(sellableTarget.pair(), PublishedPair.unread(sellableTarget.pair()));
      PairReading unread =
          new PairReading(
              record, sellableTarget, clock.instant(), Optional.empty(), Optional.empty());
      if (sellableTarget.state() instanceof PublicationState.NotPublished not) {
        batchCollector.notPublished(unread, not.reason());
      } else if (sellableTarget.state() instanceof PublicationState.OnlyFalls) {
        batchCollector.ambiguous(unread);
      } else if (record.open().isPresent() || isUnderWay(record)) {
        batchCollector.add(unread.discrepancy(DiscrepancyReason.CALL_OPEN));
      } else {
        cases.add(unread);
      }
    }
    return cases.isEmpty() ? List.of() : read(run, cases, levels);
  }

  private boolean isUnderWay(PublishedPair record) {
    return record.syncState() instanceof Uncertain uncertain
        && clock.instant().isBefore(uncertain.readableFrom());
  }

  // First the levels, then the orders: an order created in between is only among the orders, and
  // its time tells so.
  private List<PairReading> read(SyncRun run, List<PairReading> cases, LevelSource source) {
    Instant now = clock.instant();
    Map<ItemAtLocation, LevelSource.LevelAt> levels =
        source.read(cases.stream().map(PairReading::pair).toList());
    OrderMirror mirror = OrderMirror.EMPTY;
    if (run.mayReadOrders(shop)) {
      switch (orders.read(run::mayContinue)) {
        case RefreshingOrderMirror.UpToDate read -> mirror = read.mirror();
        case RefreshingOrderMirror.Aborted broken -> {
          return List.of();
        }
      }
    }
    if (!(source instanceof LevelsOfBulkQuery)) {
      return compare(cases, now, levels, mirror);
    }
    List<PairReading> comparable = new ArrayList<>();
    List<PairReading> others = new ArrayList<>();
    for (PairReading unread : cases) {
      boolean fits = levels.containsKey(unread.pair()) && areReturned(unread, mirror);
      (fits ? comparable : others).add(unread);
    }
    List<PairReading> read = new ArrayList<>(compare(comparable, now, levels, mirror));
    if (!others.isEmpty()) {
      read.addAll(read(run, others, byItem));
    }
    return read;
  }

  // Levels of a bulk query are older than the targets. An order that we know and the shop does not
  // return yet may have been created in between: the level would be too high by its units.
  private static boolean areReturned(PairReading unread, OrderMirror mirror) {
    return unread.sellableTarget().heldByOrder().keySet().stream()
        .allMatch(
            order -> mirror.orders().containsKey(order.substring(order.lastIndexOf('/') + 1)));
  }

  private List<PairReading> compare(
      List<PairReading> cases,
      Instant now,
      Map<ItemAtLocation, LevelSource.LevelAt> levels,
      OrderMirror mirror) {
    if (cases.isEmpty()) {
      return List.of();
    }
    Optional<ShopLocationId> only =
        settings.get().topology() == Topology.ONE_LOCATION
            ? Optional.of(cases.getFirst().pair().location())
            : Optional.empty();
    Map<ItemAtLocation, List<OrderMirror.OnPair>> counts = mirror.byPair(only);
    Optional<Instant> shippedBefore = knownBefore.get();
    boolean keepsOffSale = settings.get().keepsOffSale();
    return cases.stream()
        .map(
            it -> {
              Optional<LevelSource.LevelAt> found = Optional.ofNullable(levels.get(it.pair()));
              Instant readAt = found.map(LevelSource.LevelAt::readAt).orElse(now);
              Optional<OnlineShop.LevelReading> reading = found.map(LevelSource.LevelAt::reading);
              return new PairReading(
                  it.record(),
                  it.sellableTarget(),
                  readAt,
                  reading,
                  reading
                      .flatMap(OnlineShop.LevelReading::level)
                      .map(
                          level ->
                              LevelComparison.of(
                                  it.sellableTarget(),
                                  level,
                                  counts.getOrDefault(it.pair(), List.of()),
                                  new LevelComparison.ComparisonContext(
                                      readAt.minus(SKEW),
                                      it.record()
                                          .firstReading()
                                          .map(first -> first.at().plus(SKEW))
                                          .orElse(Instant.MAX),
                                      shippedBefore,
                                      keepsOffSale,
                                      it.record().remarks().acceptance(),
                                      mirror.orders()))));
            })
        .toList();
  }
}
