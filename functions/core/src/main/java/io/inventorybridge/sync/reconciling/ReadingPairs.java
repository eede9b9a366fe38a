// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.reconciling;

import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.sync.mirror.OrderMirror;
import io.inventorybridge.sync.mirror.ReadingOrders;
import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.pool.Published;
import io.inventorybridge.sync.published.PublishedPair;
import io.inventorybridge.sync.published.PublishedPair.Uncertain;
import io.inventorybridge.sync.sending.SendingCalls;
import io.inventorybridge.sync.sending.SyncRun;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.shop.Shop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads the quantities of pairs, and then the shop's orders. It skips pairs with an open call. */
final class ReadingPairs {
  /** Our clocks and the shop's differ by less. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final Shop shop;
  private final Pools pools;
  private final ReadingOrders orders;
  private final SendingCalls sending;
  private final Supplier<PublishSettings> settings;
  private final Supplier<Optional<Instant>> knownBefore;
  private final InstantSource clock;

  ReadingPairs(
      Shop shop,
      Pools pools,
      ReadingOrders orders,
      SendingCalls sending,
      Supplier<PublishSettings> settings,
      Supplier<Optional<Instant>> knownBefore,
      InstantSource clock) {
    this.shop = shop;
    this.pools = pools;
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
  List<Case> read(SyncRun run, Collection<Pair> pairs, Tally tally) {
    Map<Pair, PublishedPair> records = sending.records(pairs);
    List<Case> cases = new ArrayList<>();
    for (Pool pool : pools.read(pairs)) {
      PublishedPair record = records.getOrDefault(pool.pair(), PublishedPair.unread(pool.pair()));
      Case unread = new Case(record, pool, clock.instant(), Optional.empty(), Optional.empty());
      if (pool.state() instanceof Published.NotPublished not) {
        tally.notPublished(unread, not.reason());
      } else if (record.open().isPresent() || isUnderWay(record)) {
        tally.add(unread.says(Reason.CALL_OPEN));
      } else {
        cases.add(unread);
      }
    }
    return cases.isEmpty() ? List.of() : read(run, cases);
  }

  private boolean isUnderWay(PublishedPair record) {
    return record.standing() instanceof Uncertain uncertain
        && clock.instant().isBefore(uncertain.readableFrom());
  }

  // First the levels, then the orders: an order created in between is only among the orders, and
  // its time tells so.
  private List<Case> read(SyncRun run, List<Case> cases) {
    Instant readAt = clock.instant();
    Map<Pair, Shop.Reading> levels = levels(cases);
    Optional<LocationId> only =
        settings.get().topology() == Topology.ONE_LOCATION
            ? Optional.of(cases.getFirst().pair().location())
            : Optional.empty();
    OrderMirror mirror = OrderMirror.EMPTY;
    if (run.mayReadOrders(shop)) {
      switch (orders.read(run::goesOn)) {
        case ReadingOrders.UpToDate read -> mirror = read.mirror();
        case ReadingOrders.BrokenOff broken -> {
          return List.of();
        }
      }
    }
    Map<Pair, List<OrderMirror.OnPair>> counts = mirror.byPair(only);
    Optional<Instant> shippedBefore = knownBefore.get();
    return cases.stream()
        .map(
            it -> {
              Optional<Shop.Reading> reading = Optional.ofNullable(levels.get(it.pair()));
              return new Case(
                  it.record(),
                  it.pool(),
                  readAt,
                  reading,
                  reading
                      .flatMap(Shop.Reading::level)
                      .map(
                          level ->
                              Reckoning.of(
                                  it.pool(),
                                  level,
                                  counts.getOrDefault(it.pair(), List.of()),
                                  readAt.minus(SKEW),
                                  it.record()
                                      .sighting()
                                      .map(first -> first.at().plus(SKEW))
                                      .orElse(Instant.MAX),
                                  shippedBefore)));
            })
        .toList();
  }

  private Map<Pair, Shop.Reading> levels(List<Case> cases) {
    Map<LocationId, List<ItemId>> items =
        cases.stream()
            .map(Case::pair)
            .collect(
                Collectors.groupingBy(
                    Pair::location,
                    TreeMap::new,
                    Collectors.mapping(Pair::item, Collectors.toList())));
    Map<Pair, Shop.Reading> levels = new HashMap<>();
    items.forEach(
        (at, all) ->
            shop.levels(at, all)
                .forEach((item, reading) -> levels.put(new Pair(item, at), reading)));
    return levels;
  }
}
