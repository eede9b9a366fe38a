// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.ProductCatalog;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.concurrent.BoundedParallelism;
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
public final class SellableCalculator implements SellableTargets {
  /** The number of products in a page of pairs. */
  private static final int PAGE = 100;

  private static final int MOST_READINGS = 1_000;
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final StockLedger ledger;
  private final ProductCatalog catalog;
  private final Supplier<CalculationInputs> grounds;
  private final BoundedParallelism boundedParallelism;
  private final Clock clock;
  private Optional<CachedInputs> kept = Optional.empty();

  private record CachedInputs(CalculationInputs calculationInputs, Instant read) {}

  /**
   * @param boundedParallelism the parallelism over items
   */
  public SellableCalculator(
      StockLedger ledger,
      ProductCatalog catalog,
      Supplier<CalculationInputs> grounds,
      BoundedParallelism boundedParallelism,
      Clock clock) {
    this.ledger = ledger;
    this.catalog = catalog;
    this.grounds = grounds;
    this.boundedParallelism = boundedParallelism;
    this.clock = clock;
  }

  @Override
  public InputsVersion inputsVersion() {
    return reloadInputs().inputsVersion();
  }

  private synchronized CalculationInputs reloadInputs() {
    CachedInputs now = new CachedInputs(grounds.get(), clock.instant());
    kept = Optional.of(now);
    return now.calculationInputs();
  }

  private synchronized CalculationInputs currentInputs() {
    return kept.filter(there -> there.read().plus(FRESH).isAfter(clock.instant()))
        .map(CachedInputs::calculationInputs)
        .orElseGet(this::reloadInputs);
  }

  @Override
  public List<SellableTarget> read(Collection<ItemAtLocation> pairs) {
    CalculationInputs by = currentInputs();
    SortedMap<InventoryItemId, List<ShopLocationId>> asked = new TreeMap<>();
    for (ItemAtLocation pair : pairs) {
      asked.computeIfAbsent(pair.item(), item -> new ArrayList<>()).add(pair.location());
    }
    Map<ItemAtLocation, SellableTarget> pools = new HashMap<>();
    boundedParallelism
        .each(List.copyOf(asked.keySet()), item -> readConsistently(item, by))
        .forEach(
            reading ->
                asked
                    .getOrDefault(reading.item(), List.of())
                    .forEach(
                        location -> {
                          SellableTarget sellableTarget = reading.sellableTarget(location, by);
                          pools.put(sellableTarget.pair(), sellableTarget);
                        }));
    return pairs.stream()
        .map(pair -> Objects.requireNonNull(pools.get(pair), () -> pair + " was not read"))
        .toList();
  }

  // Two readings agree in every version, so at a moment between them all of it was valid together.
  private ItemInputs readConsistently(InventoryItemId item, CalculationInputs by) {
    ItemInputs before = ItemInputs.of(item, ledger, catalog, by);
    for (int reading = 2; reading <= MOST_READINGS; reading++) {
      ItemInputs now = ItemInputs.of(item, ledger, catalog, by);
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
  public List<ItemAtLocation> pairsOf(CanonicalUpc upc) {
    return pairsOf(upc, currentInputs());
  }

  private List<ItemAtLocation> pairsOf(CanonicalUpc upc, CalculationInputs by) {
    return by.isUnique(upc) && !by.isAwaiting(upc)
        ? ItemResolution.itemOf(catalog.find(upc)).stream()
            .flatMap(item -> pairs(item, by).stream())
            .toList()
        : List.of();
  }

  @Override
  public List<ItemAtLocation> pairsOf(InventoryItemId item) {
    CalculationInputs by = currentInputs();
    return switch (ItemResolution.of(item, catalog, by)) {
      case ItemResolution.Unique alone -> by.isAwaiting(alone.upc()) ? List.of() : pairs(item, by);
      case ItemResolution.Ambiguous among -> List.of();
      case ItemResolution.Unresolved nowhere -> List.of();
    };
  }

  private static List<ItemAtLocation> pairs(InventoryItemId item, CalculationInputs by) {
    return by.locationMapping().locations().stream()
        .map(location -> new ItemAtLocation(item, location))
        .toList();
  }

  @Override
  public PairPage pairs(Optional<String> after) {
    CalculationInputs by = currentInputs();
    if (by.index().isEmpty()) {
      return new PairPage(List.of(), Optional.empty());
    }
    CatalogIndex index = by.index().get();
    int from = after.map(last -> first(index, Long.parseLong(last))).orElse(0);
    int to = Math.min(index.size(), from + PAGE);
    List<CanonicalUpc> upcs = new ArrayList<>();
    for (int slot = from; slot < to; slot++) {
      upcs.add(new CanonicalUpc(index.upc(slot)));
    }
    return new PairPage(
        boundedParallelism.each(upcs, upc -> pairsOf(upc, by)).stream()
            .flatMap(List::stream)
            .toList(),
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
