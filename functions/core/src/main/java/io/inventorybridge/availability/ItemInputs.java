// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.availability.PublicationState.AsCounted;
import io.inventorybridge.availability.PublicationState.FromSettledBaseline;
import io.inventorybridge.availability.PublicationState.NotPublished;
import io.inventorybridge.availability.PublicationState.Reason;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.ledger.counter.CounterRepository.WithParts;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.rules.RuleTarget;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.files.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All records from which one inventory item is calculated, read once.
 *
 * @param stock all records of its product
 */
record ItemInputs(
    InventoryItemId item,
    ItemResolution resolution,
    List<StockRecord> stock,
    List<WithParts> counters) {
  static ItemInputs of(InventoryItemId item, StockLedger ledger, CalculationInputs by) {
    ItemResolution sold = ItemResolution.of(item, by);
    return new ItemInputs(
        item,
        sold,
        product(sold).map(ledger::ofProduct).orElse(List.of()),
        ledger.ofItem(item.number()));
  }

  /** All versions, and the inputs without a version. */
  String versions() {
    StringBuilder versions = new StringBuilder();
    versions.append(resolution);
    stock.forEach(
        record -> versions.append('\n').append(record.key()).append(' ').append(record.version()));
    counters.forEach(
        there ->
            versions
                .append('\n')
                .append(there.counter().key())
                .append(' ')
                .append(there.counter().version()));
    return versions.toString();
  }

  SellableTarget sellableTarget(ShopLocationId location, CalculationInputs by) {
    CommittedUnits held = committedUnits(location, by.locationMapping());
    PublicationState state = state(location, by);
    return new SellableTarget(
        new ItemAtLocation(item, location),
        state instanceof NotPublished ? 0 : online(location, by),
        held.byOrder(),
        held.openByOrder(),
        held.byUnnamed(),
        held.unnamed(),
        new SellableVersion(
            ContentDigest.sha256(
                    (by.inputsVersion() + "\n" + versions()).getBytes(StandardCharsets.UTF_8))
                .substring(0, 16)),
        state,
        product());
  }

  private Optional<CanonicalUpc> product() {
    return product(resolution);
  }

  private static Optional<CanonicalUpc> product(ItemResolution resolution) {
    return switch (resolution) {
      case ItemResolution.Unique alone -> Optional.of(alone.upc());
      case ItemResolution.Ambiguous among -> Optional.of(among.upc());
      case ItemResolution.Unresolved nowhere -> Optional.empty();
    };
  }

  private PublicationState state(ShopLocationId location, CalculationInputs by) {
    return switch (resolution) {
      case ItemResolution.Unresolved nowhere -> new NotPublished(Reason.NOT_ONLINE);
      case ItemResolution.Ambiguous among ->
          state(among.upc(), location, by) instanceof NotPublished
              ? new NotPublished(Reason.AMBIGUOUS)
              : new PublicationState.OnlyFalls();
      case ItemResolution.Unique alone -> state(alone.upc(), location, by);
    };
  }

  private PublicationState state(CanonicalUpc upc, ShopLocationId location, CalculationInputs by) {
    if (by.isAwaiting(upc)) {
      return new NotPublished(Reason.AWAITING_BASELINE);
    }
    if (!by.locationMapping().locations().contains(location) && !by.isLeft(location)) {
      return new NotPublished(Reason.NO_STOCK_AT_LOCATION);
    }
    return stock.stream().anyMatch(record -> record.pending().isPresent())
        ? new FromSettledBaseline()
        : new AsCounted();
  }

  private long online(ShopLocationId location, CalculationInputs by) {
    List<CatalogProduct> products = products();
    if (products.isEmpty() || by.isLeft(location)) {
      return 0;
    }
    OnlineAvailability online =
        OnlineAvailability.of(
            RuleTarget.of(products.getFirst().upc(), products),
            stock.stream()
                .filter(record -> !by.awaitingStores().contains(record.key().facility()))
                .toList(),
            by.directory(),
            by.rules());
    return switch (by.locationMapping()) {
      case LocationMapping.SingleLocation one -> online.online().units();
      case LocationMapping.LocationPerStore stores ->
          ThresholdAllocation.allocate(stores.stores(), online).getOrDefault(location, 0L);
    };
  }

  private List<CatalogProduct> products() {
    return switch (resolution) {
      case ItemResolution.Unique alone -> List.of(alone.product());
      case ItemResolution.Ambiguous among -> among.products();
      case ItemResolution.Unresolved nowhere -> List.of();
    };
  }

  private record CommittedUnits(
      Map<String, Long> byOrder, Map<String, Long> openByOrder, long byUnnamed, long unnamed) {}

  private CommittedUnits committedUnits(ShopLocationId location, LocationMapping locationMapping) {
    SortedMap<String, Long> byOrder = new TreeMap<>();
    SortedMap<String, Long> openByOrder = new TreeMap<>();
    long byUnnamed = 0;
    Set<String> unnamed = new HashSet<>();
    for (WithParts there : counters) {
      if (!locationMapping.counts(there.counter().key(), location)) {
        continue;
      }
      for (CounterPart part : there.parts()) {
        long units = part.units().units();
        if (part.shopifyOrderId().isPresent()) {
          byOrder.merge(part.shopifyOrderId().get(), units, Math::addExact);
          openByOrder.merge(part.shopifyOrderId().get(), part.open().units(), Math::addExact);
        } else {
          byUnnamed = Math.addExact(byUnnamed, units);
          unnamed.add(part.orderId());
        }
      }
    }
    byOrder.values().removeIf(units -> units == 0);
    openByOrder.values().removeIf(units -> units == 0);
    return new CommittedUnits(byOrder, openByOrder, byUnnamed, unnamed.size());
  }
}
