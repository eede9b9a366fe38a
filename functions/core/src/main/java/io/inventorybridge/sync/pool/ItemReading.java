// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.pool;

import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.counter.CounterPart;
import io.inventorybridge.counter.Counters.WithParts;
import io.inventorybridge.files.Digest;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.rules.Online;
import io.inventorybridge.rules.Subject;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.pool.Published.AsCounted;
import io.inventorybridge.sync.pool.Published.FromSettledBaseline;
import io.inventorybridge.sync.pool.Published.NotPublished;
import io.inventorybridge.sync.pool.Published.Reason;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
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
record ItemReading(ItemId item, Sold sold, List<StockRecord> stock, List<WithParts> counters) {
  static ItemReading of(ItemId item, Ledger ledger, Catalog catalog, Grounds by) {
    Sold sold = Sold.of(item, catalog, by);
    return new ItemReading(
        item,
        sold,
        sold instanceof Sold.Alone alone ? ledger.ofProduct(alone.upc()) : List.of(),
        ledger.ofItem(item.number()));
  }

  /** All versions, and the inputs without a version. */
  String versions() {
    StringBuilder versions = new StringBuilder();
    versions.append(sold);
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

  Pool pool(LocationId location, Grounds by) {
    Held held = held(location, by.places());
    Published state = state(location, by);
    return new Pool(
        new Pair(item, location),
        state instanceof NotPublished ? 0 : online(location, by),
        held.byOrder(),
        held.byUnnamed(),
        held.unnamed(),
        new PoolVersion(
            Digest.sha256((by.basis() + "\n" + versions()).getBytes(StandardCharsets.UTF_8))
                .substring(0, 16)),
        state,
        product());
  }

  private Optional<Upc> product() {
    return switch (sold) {
      case Sold.Alone alone -> Optional.of(alone.upc());
      case Sold.Among among -> Optional.of(among.upc());
      case Sold.Nowhere nowhere -> Optional.empty();
    };
  }

  private Published state(LocationId location, Grounds by) {
    return switch (sold) {
      case Sold.Nowhere nowhere -> new NotPublished(Reason.NOT_ONLINE);
      case Sold.Among among -> new NotPublished(Reason.AMBIGUOUS);
      case Sold.Alone alone -> state(alone, location, by);
    };
  }

  private Published state(Sold.Alone alone, LocationId location, Grounds by) {
    if (by.isAwaiting(alone.upc())) {
      return new NotPublished(Reason.AWAITING_BASELINE);
    }
    if (!by.places().locations().contains(location)) {
      return new NotPublished(Reason.NO_STOCK_AT_LOCATION);
    }
    return stock.stream().anyMatch(record -> record.pending().isPresent())
        ? new FromSettledBaseline()
        : new AsCounted();
  }

  private long online(LocationId location, Grounds by) {
    if (!(sold instanceof Sold.Alone alone)) {
      return 0;
    }
    Online online =
        Online.of(
            Subject.of(alone.upc(), List.of(alone.product())),
            stock.stream()
                .filter(record -> !by.awaiting().contains(record.key().facility()))
                .toList(),
            by.directory(),
            by.rules());
    return switch (by.places()) {
      case Places.AtOne one -> online.online().units();
      case Places.OfStores stores ->
          Spread.over(stores.stores(), online).getOrDefault(location, 0L);
    };
  }

  private record Held(Map<String, Long> byOrder, long byUnnamed, long unnamed) {}

  private Held held(LocationId location, Places places) {
    SortedMap<String, Long> byOrder = new TreeMap<>();
    long byUnnamed = 0;
    Set<String> unnamed = new HashSet<>();
    for (WithParts there : counters) {
      if (!places.counts(there.counter().key(), location)) {
        continue;
      }
      for (CounterPart part : there.parts()) {
        long units = part.units().units();
        if (part.shopifyOrderId().isPresent()) {
          byOrder.merge(part.shopifyOrderId().get(), units, Math::addExact);
        } else {
          byUnnamed = Math.addExact(byUnnamed, units);
          unnamed.add(part.orderId());
        }
      }
    }
    byOrder.values().removeIf(units -> units == 0);
    return new Held(byOrder, byUnnamed, unnamed.size());
  }
}
