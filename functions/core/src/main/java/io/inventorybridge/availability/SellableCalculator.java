// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Calculates sellable targets from the ledger and the calculation inputs in force. The inputs are
 * asked for again by each reading of targets, so no target is calculated from older inputs than
 * those in force when its reading began. The pairs of a product follow the inputs asked for last.
 */
public final class SellableCalculator implements SellableTargets {
  /** The number of products in a page of pairs. */
  private static final int PAGE = 100;

  private static final int MOST_READINGS = 1_000;

  private final StockLedger ledger;
  private final Supplier<CalculationInputs> inForce;
  private final BoundedParallelism boundedParallelism;
  private volatile Optional<CalculationInputs> last = Optional.empty();

  /**
   * @param inForce gives the inputs in force, never older ones than before
   * @param boundedParallelism the parallelism over items
   */
  public SellableCalculator(
      StockLedger ledger,
      Supplier<CalculationInputs> inForce,
      BoundedParallelism boundedParallelism) {
    this.ledger = ledger;
    this.inForce = inForce;
    this.boundedParallelism = boundedParallelism;
  }

  @Override
  public void refreshInputs() {
    latestInputs();
  }

  private CalculationInputs latestInputs() {
    CalculationInputs now = inForce.get();
    last = Optional.of(now);
    return now;
  }

  private CalculationInputs lastInputs() {
    return last.orElseGet(this::latestInputs);
  }

  @Override
  public List<SellableTarget> read(Collection<ItemAtLocation> pairs) {
    return read(pairs, this::readConsistently);
  }

  @Override
  public List<SellableTarget> readOnce(Collection<ItemAtLocation> pairs) {
    return read(pairs, (item, by) -> ItemInputs.of(item, ledger, by));
  }

  private List<SellableTarget> read(
      Collection<ItemAtLocation> pairs,
      BiFunction<InventoryItemId, CalculationInputs, ItemInputs> reading) {
    CalculationInputs by = latestInputs();
    SortedMap<InventoryItemId, List<ShopLocationId>> asked = new TreeMap<>();
    for (ItemAtLocation pair : pairs) {
      asked.computeIfAbsent(pair.item(), item -> new ArrayList<>()).add(pair.location());
    }
    Map<ItemAtLocation, SellableTarget> pools = new HashMap<>();
    boundedParallelism
        .each(List.copyOf(asked.keySet()), item -> reading.apply(item, by))
        .forEach(
            inputs ->
                asked
                    .getOrDefault(inputs.item(), List.of())
                    .forEach(
                        location -> {
                          SellableTarget sellableTarget = inputs.sellableTarget(location, by);
                          pools.put(sellableTarget.pair(), sellableTarget);
                        }));
    return pairs.stream()
        .map(pair -> Objects.requireNonNull(pools.get(pair), () -> pair + " was not read"))
        .toList();
  }

  // Two readings agree in every version, so at a moment between them all of it was valid together.
  private ItemInputs readConsistently(InventoryItemId item, CalculationInputs by) {
    ItemInputs before = ItemInputs.of(item, ledger, by);
    for (int reading = 2; reading <= MOST_READINGS; reading++) {
      ItemInputs now = ItemInputs.of(item, ledger, by);
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
    return pairsOf(upc, lastInputs());
  }

  private static List<ItemAtLocation> pairsOf(CanonicalUpc upc, CalculationInputs by) {
    return by.itemsOf(upc).stream().flatMap(item -> pairs(item, by).stream()).toList();
  }

  @Override
  public List<ItemAtLocation> pairsOf(InventoryItemId item) {
    CalculationInputs by = lastInputs();
    return switch (ItemResolution.of(item, by)) {
      case ItemResolution.Unique alone -> pairsOf(alone.upc(), by);
      case ItemResolution.Ambiguous among -> pairs(item, by);
      case ItemResolution.Unresolved nowhere -> List.of();
    };
  }

  private static List<ItemAtLocation> pairs(InventoryItemId item, CalculationInputs by) {
    return by.locations().stream().map(location -> new ItemAtLocation(item, location)).toList();
  }

  @Override
  public boolean isLeft(ShopLocationId location) {
    return lastInputs().isLeft(location);
  }

  @Override
  public PairPage pairs(Optional<String> after) {
    CalculationInputs by = latestInputs();
    OnlineCatalog catalog = by.catalog();
    int from = after.map(upc -> catalog.slotAfter(Long.parseLong(upc))).orElse(0);
    int to = Math.min(catalog.size(), from + PAGE);
    return new PairPage(
        IntStream.range(from, to)
            .mapToObj(slot -> pairsOf(catalog.upc(slot), by))
            .flatMap(List::stream)
            .toList(),
        to < catalog.size() ? Optional.of(catalog.upc(to - 1).toString()) : Optional.empty());
  }
}
