// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.catalog.Product;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Upc;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Calculates the sellable quantity of a product now. Safe for use by many threads. */
public final class CountingOnline {
  private final Catalog catalog;
  private final Ledger ledger;
  private final Supplier<FacilityDirectory> directory;
  private final Supplier<RuleBook> rules;
  private final Supplier<? extends Set<FacilityId>> awaiting;

  /**
   * @param awaiting newly mapped stores, whose keys count 0 until their backfill is applied
   */
  public CountingOnline(
      Catalog catalog,
      Ledger ledger,
      Supplier<FacilityDirectory> directory,
      Supplier<RuleBook> rules,
      Supplier<? extends Set<FacilityId>> awaiting) {
    this.catalog = catalog;
    this.ledger = ledger;
    this.directory = directory;
    this.rules = rules;
    this.awaiting = awaiting;
  }

  public Counted count(Upc upc) {
    List<Product> products = catalog.find(upc);
    Set<FacilityId> left = awaiting.get();
    List<StockRecord> stock =
        ledger.ofProduct(upc).stream()
            .filter(record -> !left.contains(record.key().facility()))
            .toList();
    if (products.isEmpty() && stock.isEmpty()) {
      return new Unknown();
    }
    return new Known(
        products.stream()
            .map(Product::upca)
            .max(Comparator.comparingInt(String::length))
            .orElse(upc.toString()),
        Online.of(Subject.of(upc, products), stock, directory.get(), rules.get()));
  }

  /** The result of the calculation. */
  public sealed interface Counted {}

  /**
   * The product is in the catalog or has stock.
   *
   * @param upca as in the catalog; canonical if the catalog does not contain it
   */
  public record Known(String upca, Online online) implements Counted {}

  /** The catalog has no product with this UPCA, and the ledger has no stock of it. */
  public record Unknown() implements Counted {}
}
