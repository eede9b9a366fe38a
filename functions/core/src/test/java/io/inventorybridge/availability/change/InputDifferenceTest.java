// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.availability.OnlineAvailability;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.rules.RuleTarget;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.ShopifyNumbers;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The products that differ between two whole sets of inputs are exactly those whose number for some
 * stock differs. The numbers are calculated here for many stocks, extreme ones too, from the
 * catalog row by row.
 *
 * <p>{@code -Dinput.sets=N} tries more sets, {@code -Dseed=N} one.
 */
@Tag("exhaustive")
class InputDifferenceTest {
  private static final Long ONLY = Long.getLong("seed");
  private static final long FIRST = ONLY == null ? 0 : ONLY;
  private static final long PAIRS = ONLY == null ? Long.getLong("input.sets", 1_000) : 1;

  private static final int STOCKS = 40;
  private static final int FACILITIES = 5;
  private static final long[] UNITS = {-1_000_000, -1, 0, 0, 1, 2, 3, 4, 9, 1_000, 10_000_000};

  @Test
  void aProductDiffersExactlyIfItsNumberForSomeStockDoes() {
    long differing = 0;
    long marked = 0;
    long everything = 0;
    for (long seed = FIRST; seed < FIRST + PAIRS; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L + 5);
      RandomInputs world = new RandomInputs(random);
      // Several steps, so that locations were left before.
      CalculationInputs from = world.inputs();
      int steps = random.nextInt(3);
      for (int i = 0; i < steps; i++) {
        world.change();
        from = world.inputs().after(from);
      }
      world.change();
      CalculationInputs to = world.inputs().after(from);
      InputDifference difference =
          InputDifference.between(new InputSet(1, from), new InputSet(2, to));
      if (difference.isEverything()) {
        everything++;
        continue;
      }
      List<CanonicalUpc> found = difference.products();
      Set<CanonicalUpc> expected = differing(from, to, random);
      assertThat(found).as("too few, -Dseed=%d", seed).containsAll(expected);
      assertThat(found).isSorted();
      differing += expected.size();
      marked += found.size();
    }
    System.out.printf(
        "%,d products differ and %,d are marked between %,d sets; everything: %,d%n",
        differing, marked, PAIRS, everything);
    assertThat(marked).as("at most 20 %% too many").isLessThanOrEqualTo(differing * 6 / 5);
    if (ONLY == null) {
      assertThat(differing).isGreaterThan(PAIRS / 2);
      assertThat(everything).isBetween(1L, PAIRS / 3);
    }
  }

  private static Set<CanonicalUpc> differing(
      CalculationInputs from, CalculationInputs to, Random random) {
    Set<CanonicalUpc> differing = new TreeSet<>();
    for (int i = 0; i < STOCKS; i++) {
      Map<FacilityId, Long> units = stock(random);
      long queue = random.nextInt(3) == 0 ? random.nextInt(6) : 0;
      for (int slot = 0; slot < to.catalog().size(); slot++) {
        CanonicalUpc upc = to.catalog().upc(slot);
        Map<ItemAtLocation, Long> before = numbers(upc, units, queue, from);
        Map<ItemAtLocation, Long> after = numbers(upc, units, queue, to);
        if (after.entrySet().stream()
            .anyMatch(it -> !it.getValue().equals(before.get(it.getKey())))) {
          differing.add(upc);
        }
      }
    }
    return differing;
  }

  private static Map<FacilityId, Long> stock(Random random) {
    Map<FacilityId, Long> units = new HashMap<>();
    int only = random.nextInt(2 * FACILITIES);
    for (int i = 0; i < FACILITIES; i++) {
      long many = random.nextBoolean() ? random.nextInt(8) : UNITS[random.nextInt(UNITS.length)];
      // Half of the stocks lie in one facility alone.
      units.put(new FacilityId("F" + i), only >= FACILITIES || only == i ? many : -9);
    }
    return units;
  }

  /** The number of each published pair of the product, by the prose of the design. */
  private static Map<ItemAtLocation, Long> numbers(
      CanonicalUpc upc, Map<FacilityId, Long> units, long queue, CalculationInputs by) {
    List<CatalogProduct> online = by.catalog().find(upc);
    if (online.size() != 1 || by.awaitingProducts().contains(upc)) {
      return Map.of();
    }
    Optional<String> item = online.getFirst().shopifyInventoryItemId();
    if (item.isEmpty() || upcsOf(item.get(), by).size() > 1) {
      return Map.of();
    }
    List<StockRecord> records = new ArrayList<>();
    units.forEach(
        (facility, many) -> {
          if (!by.awaitingStores().contains(facility)) {
            records.add(record(new StockKey(facility, upc), many, 0));
          }
        });
    records.add(record(new StockKey(FacilityId.QUEUE, upc), 0, queue));
    OnlineAvailability availability =
        OnlineAvailability.of(RuleTarget.of(upc, online), records, by.directory(), by.rules());
    Map<ShopLocationId, Long> shown = new LinkedHashMap<>();
    switch (by.locationMapping()) {
      case LocationMapping.SingleLocation one ->
          shown.put(one.location().orElseThrow(), availability.online().units());
      case LocationMapping.LocationPerStore stores -> {
        Map<FacilityId, Long> counted = new HashMap<>();
        availability
            .facilities()
            .forEach(share -> counted.put(share.facilityId(), share.counted().units()));
        stores
            .stores()
            .forEach(
                (location, store) ->
                    shown.put(
                        location, availability.onChannel() ? counted.getOrDefault(store, 0L) : 0L));
        take(availability.threshold().units(), shown);
        take(queue, shown);
        by.leftLocations().stream()
            .filter(location -> !stores.shared().contains(location))
            .forEach(location -> shown.put(location, 0L));
      }
    }
    if (by.locationMapping() instanceof LocationMapping.SingleLocation) {
      by.leftLocations().forEach(location -> shown.put(location, 0L));
    }
    Map<ItemAtLocation, Long> numbers = new HashMap<>();
    InventoryItemId id = new InventoryItemId(ShopifyNumbers.number(item.get()));
    shown.forEach((location, many) -> numbers.put(new ItemAtLocation(id, location), many));
    return numbers;
  }

  private static Set<CanonicalUpc> upcsOf(String item, CalculationInputs by) {
    Set<CanonicalUpc> upcs = new HashSet<>();
    for (int slot = 0; slot < by.catalog().size(); slot++) {
      for (CatalogProduct product : by.catalog().products(slot)) {
        if (product.shopifyInventoryItemId().equals(Optional.of(item))) {
          upcs.add(product.upc());
        }
      }
    }
    return upcs;
  }

  private static void take(long units, Map<ShopLocationId, Long> shown) {
    List<ShopLocationId> order = new ArrayList<>(new TreeMap<>(shown).keySet());
    order.sort(Comparator.comparing((ShopLocationId it) -> -shown.get(it)));
    long left = units;
    for (ShopLocationId location : order) {
      long taken = Math.min(left, shown.get(location));
      shown.merge(location, -taken, Long::sum);
      left -= taken;
    }
  }

  private static StockRecord record(StockKey key, long onHand, long reserved) {
    StockRecord none = StockRecord.initial(key, StockBaseline.NONE);
    return new StockRecord(
        key,
        StockQuantity.of(onHand),
        StockQuantity.of(onHand),
        StockQuantity.of(reserved),
        none.settled(),
        none.pending(),
        0,
        0,
        none.latestMovement(),
        none.spared(),
        none.withdrawn(),
        1);
  }
}
