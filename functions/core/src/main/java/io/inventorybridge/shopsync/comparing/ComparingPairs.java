// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.comparing;

import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.shopsync.comparing.AgreedSum.OrderUnits;
import io.inventorybridge.shopsync.mirror.MirroredOrder;
import io.inventorybridge.shopsync.mirror.OrderMirror;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Confirmed;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.published.StandingReason;
import io.inventorybridge.shopsync.shop.InventoryLevel;
import io.inventorybridge.shopsync.shop.OnlineShop.LevelReading;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares every pair's record with the shop's levels and orders, without counting a pool. A pair
 * agrees if its record is exact and its sum is the one that was remembered. All others are counted,
 * and one seventh of those that agree, so that a change without a marker is found within a week.
 */
public final class ComparingPairs {
  private static final int NIGHTS = 7;

  /** A pair is counted while one of its orders changed within this time: the order may differ. */
  private static final Duration NEWS = Duration.ofHours(36);

  private final SellableTargets sellableTargets;
  private final PublishedPairRepository published;

  public ComparingPairs(SellableTargets sellableTargets, PublishedPairRepository published) {
    this.sellableTargets = sellableTargets;
    this.published = published;
  }

  /**
   * Compares all pairs.
   *
   * @param levels of one bulk query
   * @param readAt the levels are as of then or later
   * @param mirror read after the levels
   * @param only the shop's one location, if it has only one
   * @param sums as remembered
   */
  public ComparisonPlan compare(
      Map<ItemAtLocation, LevelReading> levels,
      Instant readAt,
      OrderMirror mirror,
      Optional<ShopLocationId> only,
      Map<ItemAtLocation, RememberedSum> sums) {
    Map<ItemAtLocation, OrderUnits> orders = units(mirror, only);
    Set<ItemAtLocation> news = changedSince(readAt.minus(NEWS), mirror, only);
    Set<ItemAtLocation> known = new HashSet<>();
    Set<ItemAtLocation> agreeing = new HashSet<>();
    Optional<String> afterRecord = Optional.empty();
    do {
      PublishedPairRepository.RecordPage page = published.all(afterRecord);
      for (PublishedPair record : page.records()) {
        known.add(record.pair());
        Optional<InventoryLevel> level =
            Optional.ofNullable(levels.get(record.pair())).flatMap(LevelReading::level);
        if (!news.contains(record.pair())
            && level
                .map(
                    shown ->
                        agrees(
                            record,
                            shown,
                            orders.getOrDefault(record.pair(), OrderUnits.NONE),
                            Optional.ofNullable(sums.get(record.pair()))))
                .orElseGet(() -> isNotStocked(record))) {
          agreeing.add(record.pair());
        }
      }
      afterRecord = page.next();
    } while (afterRecord.isPresent());
    List<ComparisonPlan.PlannedPair> planned = new ArrayList<>();
    long agreed = 0;
    Optional<String> after = Optional.empty();
    do {
      SellableTargets.PairPage page = sellableTargets.pairs(after);
      for (ItemAtLocation pair : page.pairs()) {
        boolean agrees = agreeing.contains(pair);
        if (agrees && !isTurnOf(pair, readAt)) {
          agreed++;
        } else if (known.contains(pair) || !sellableTargets.isLeft(pair.location())) {
          planned.add(
              new ComparisonPlan.PlannedPair(
                  pair,
                  Optional.ofNullable(levels.get(pair)),
                  orders.getOrDefault(pair, OrderUnits.NONE),
                  agrees));
        }
      }
      after = page.next();
    } while (after.isPresent());
    return new ComparisonPlan(readAt, agreed, planned);
  }

  /** Tells whether the pair has no units, so that it needs no level. */
  private static boolean isNotStocked(PublishedPair record) {
    return record.syncState() instanceof Confirmed confirmed
        && confirmed.target() == 0
        && record.remarks().since().keySet().equals(Set.of(StandingReason.NOT_STOCKED));
  }

  private static boolean agrees(
      PublishedPair record,
      InventoryLevel level,
      OrderUnits orders,
      Optional<RememberedSum> remembered) {
    return record.syncState() instanceof Confirmed confirmed
        && record.firstReading().isEmpty()
        && record.parked().isEmpty()
        && record.open().isEmpty()
        && record.remarks().since().isEmpty()
        && level.active()
        && remembered.map(RememberedSum::trusted).orElse(true)
        && AgreedSum.of(confirmed.target(), level, orders)
            .equals(remembered.map(RememberedSum::sum).orElse(AgreedSum.NOTHING));
  }

  /** Tells whether it is the turn of the pair's item: every item has one night in seven. */
  static boolean isTurnOf(ItemAtLocation pair, Instant night) {
    long day = LocalDate.ofInstant(night, ZoneOffset.UTC).toEpochDay();
    return Math.floorMod(pair.item().number().hashCode(), NIGHTS) == Math.floorMod(day, NIGHTS);
  }

  private static Set<ItemAtLocation> changedSince(
      Instant moment, OrderMirror mirror, Optional<ShopLocationId> only) {
    Set<ItemAtLocation> changed = new HashSet<>();
    for (MirroredOrder order : mirror.orders().values()) {
      if (order.changedAt().isAfter(moment)) {
        for (ItemAtLocation pair : order.counts(only).keySet()) {
          changed.add(pair);
          // An order that another location ships now has left this one.
          only.ifPresent(at -> changed.add(new ItemAtLocation(pair.item(), at)));
        }
      }
    }
    return changed;
  }

  private static Map<ItemAtLocation, OrderUnits> units(
      OrderMirror mirror, Optional<ShopLocationId> only) {
    Map<ItemAtLocation, OrderUnits> units = new HashMap<>();
    mirror.byPair(only).forEach((pair, all) -> units.put(pair, sum(all)));
    return units;
  }

  private static OrderUnits sum(Collection<OrderMirror.OnPair> all) {
    OrderUnits sum = OrderUnits.NONE;
    for (OrderMirror.OnPair on : all) {
      sum = sum.plus(on.count().taken(), on.count().committed());
    }
    return sum;
  }
}
