// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.pool;

import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Calculates sellable targets from ledger and catalog. The other calculation inputs are read again
 * for each request of their version, and otherwise when they are a minute old. A new version makes
 * every pair pending, so targets calculated from an older one are calculated again.
 */
public final class CountedPools implements Pools {
  /** The number of products in a page of pairs. */
  private static final int PAGE = 100;

  private static final int MOST_READINGS = 1_000;
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Ledger ledger;
  private final Catalog catalog;
  private final Supplier<Grounds> grounds;
  private final Lanes lanes;
  private final Clock clock;
  private Optional<Kept> kept = Optional.empty();

  private record Kept(Grounds grounds, Instant read) {}

  /**
   * @param lanes the parallelism over items
   */
  public CountedPools(
      Ledger ledger, Catalog catalog, Supplier<Grounds> grounds, Lanes lanes, Clock clock) {
    this.ledger = ledger;
    this.catalog = catalog;
    this.grounds = grounds;
    this.lanes = lanes;
    this.clock = clock;
  }

  @Override
  public Basis basis() {
    return anew().basis();
  }

  private synchronized Grounds anew() {
    Kept now = new Kept(grounds.get(), clock.instant());
    kept = Optional.of(now);
    return now.grounds();
  }

  private synchronized Grounds present() {
    return kept.filter(there -> there.read().plus(FRESH).isAfter(clock.instant()))
        .map(Kept::grounds)
        .orElseGet(this::anew);
  }

  @Override
  public List<Pool> read(Collection<Pair> pairs) {
    Grounds by = present();
    SortedMap<ItemId, List<LocationId>> asked = new TreeMap<>();
    for (Pair pair : pairs) {
      asked.computeIfAbsent(pair.item(), item -> new ArrayList<>()).add(pair.location());
    }
    Map<Pair, Pool> pools = new HashMap<>();
    lanes
        .each(List.copyOf(asked.keySet()), item -> agreeing(item, by))
        .forEach(
            reading ->
                asked
                    .getOrDefault(reading.item(), List.of())
                    .forEach(
                        location -> {
                          Pool pool = reading.pool(location, by);
                          pools.put(pool.pair(), pool);
                        }));
    return pairs.stream()
        .map(pair -> Objects.requireNonNull(pools.get(pair), () -> pair + " was not read"))
        .toList();
  }

  // Two readings agree in every version, so at a moment between them all of it was valid together.
  private ItemReading agreeing(ItemId item, Grounds by) {
    ItemReading before = ItemReading.of(item, ledger, catalog, by);
    for (int reading = 2; reading <= MOST_READINGS; reading++) {
      ItemReading now = ItemReading.of(item, ledger, catalog, by);
      if (now.versions().equals(before.versions())) {
        return now;
      }
      before = now;
    }
    throw new IllegalStateException(
        "the records of item %s changed between each two of %d readings"
            .formatted(item, MOST_READINGS));
  }

  @Override
  public List<Pair> pairsOf(Upc upc) {
    return pairsOf(upc, present());
  }

  private List<Pair> pairsOf(Upc upc, Grounds by) {
    return by.isUnique(upc) && !by.isAwaiting(upc)
        ? Sold.itemOf(catalog.find(upc)).stream().flatMap(item -> pairs(item, by).stream()).toList()
        : List.of();
  }

  @Override
  public List<Pair> pairsOf(ItemId item) {
    Grounds by = present();
    return switch (Sold.of(item, catalog, by)) {
      case Sold.Alone alone -> by.isAwaiting(alone.upc()) ? List.of() : pairs(item, by);
      case Sold.Among among -> List.of();
      case Sold.Nowhere nowhere -> List.of();
    };
  }

  private static List<Pair> pairs(ItemId item, Grounds by) {
    return by.places().locations().stream().map(location -> new Pair(item, location)).toList();
  }

  @Override
  public PairPage pairs(Optional<String> after) {
    Grounds by = present();
    if (by.index().isEmpty()) {
      return new PairPage(List.of(), Optional.empty());
    }
    CatalogIndex index = by.index().get();
    int from = after.map(last -> first(index, Long.parseLong(last))).orElse(0);
    int to = Math.min(index.size(), from + PAGE);
    List<Upc> upcs = new ArrayList<>();
    for (int slot = from; slot < to; slot++) {
      upcs.add(new Upc(index.upc(slot)));
    }
    return new PairPage(
        lanes.each(upcs, upc -> pairsOf(upc, by)).stream().flatMap(List::stream).toList(),
        to < index.size() ? Optional.of(upcs.getLast().toString()) : Optional.empty());
  }

  // The first slot after a UPCA, which may have been removed.
  private static int first(CatalogIndex index, long last) {
    int low = 0;
    int high = index.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (index.upc(middle) <= last) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
