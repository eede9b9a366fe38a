// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.ProductCatalog;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.rules.RuleTarget;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Calculates the sellable quantity of a product now. Safe for use by many threads. */
public final class AvailabilityCalculator {
  private final ProductCatalog catalog;
  private final StockLedger ledger;
  private final Supplier<FacilityDirectory> directory;
  private final Supplier<RuleBook> rules;
  private final Supplier<? extends Set<FacilityId>> awaiting;

  /**
   * @param awaiting newly mapped stores, whose keys count 0 until their backfill is applied
   */
  public AvailabilityCalculator(
      ProductCatalog catalog,
      StockLedger ledger,
      Supplier<FacilityDirectory> directory,
      Supplier<RuleBook> rules,
      Supplier<? extends Set<FacilityId>> awaiting) {
    this.catalog = catalog;
    this.ledger = ledger;
    this.directory = directory;
    this.rules = rules;
    this.awaiting = awaiting;
  }

  public AvailabilityResult count(CanonicalUpc upc) {
    List<CatalogProduct> products = catalog.find(upc);
    Set<FacilityId> left = awaiting.get();
    List<StockRecord> stock =
        ledger.ofProduct(upc).stream()
            .filter(record -> !left.contains(record.key().facility()))
            .toList();
    if (products.isEmpty() && stock.isEmpty()) {
      return new UnknownProduct();
    }
    return new KnownProduct(
        products.stream()
            .map(CatalogProduct::upca)
            .max(Comparator.comparingInt(String::length))
            .orElse(upc.toString()),
        OnlineAvailability.of(RuleTarget.of(upc, products), stock, directory.get(), rules.get()));
  }

  /** The result of the calculation. */
  public sealed interface AvailabilityResult {}

  /**
   * The product is in the catalog or has stock.
   *
   * @param upca as in the catalog; canonical if the catalog does not contain it
   */
  public record KnownProduct(String upca, OnlineAvailability online)
      implements AvailabilityResult {}

  /** The catalog has no product with this UPCA, and the ledger has no stock of it. */
  public record UnknownProduct() implements AvailabilityResult {}
}
