// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.rules.RuleTarget;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The online numbers of a product's pairs, by one set of calculation inputs and given stock. It is
 * a pure function, so the same stock can be counted by another set.
 */
public final class PairNumbers {
  private PairNumbers() {}

  /**
   * Counts the numbers; none while the product is not published.
   *
   * @param stock all records of the product
   */
  public static SortedMap<ItemAtLocation, Long> of(
      CanonicalUpc upc, Collection<StockRecord> stock, CalculationInputs by) {
    SortedMap<ItemAtLocation, Long> numbers = new TreeMap<>();
    Optional<CatalogProduct> product = by.published(upc);
    Optional<InventoryItemId> item = product.flatMap(OnlineCatalog::item);
    if (product.isPresent() && item.isPresent()) {
      OnlineAvailability online =
          OnlineAvailability.of(
              RuleTarget.of(upc, List.of(product.get())),
              stock.stream()
                  .filter(record -> !by.awaitingStores().contains(record.key().facility()))
                  .toList(),
              by.directory(),
              by.rules());
      SortedMap<ShopLocationId, Long> sold = sold(online, by);
      by.locations()
          .forEach(
              location ->
                  numbers.put(
                      new ItemAtLocation(item.get(), location),
                      by.isLeft(location) ? 0L : sold.getOrDefault(location, 0L)));
    }
    return numbers;
  }

  private static SortedMap<ShopLocationId, Long> sold(
      OnlineAvailability online, CalculationInputs by) {
    return switch (by.locationMapping()) {
      case LocationMapping.SingleLocation one -> {
        SortedMap<ShopLocationId, Long> all = new TreeMap<>();
        one.location().ifPresent(location -> all.put(location, online.online().units()));
        yield all;
      }
      case LocationMapping.LocationPerStore stores ->
          ThresholdAllocation.allocate(stores.stores(), online);
    };
  }
}
