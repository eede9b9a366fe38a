// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.files.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The calculation inputs that stock records do not contain, as of one moment: catalog, facilities,
 * rules, the settings that matter and the product states. Every number of a sync is calculated with
 * one whole set of them.
 *
 * @param catalog the online products; none before the first catalog
 * @param awaitingProducts online products that are not published until their backfill is applied
 * @param awaitingStores stores whose keys count 0 until their backfill is applied
 * @param leftLocations the locations where stores were published once and are not now: the pairs
 *     there have the number 0, unless several stores claim the location
 * @param inputsVersion names the content, without the left locations
 */
public record CalculationInputs(
    OnlineCatalog catalog,
    FacilityDirectory directory,
    RuleBook rules,
    LocationMapping locationMapping,
    SortedSet<CanonicalUpc> awaitingProducts,
    SortedSet<FacilityId> awaitingStores,
    SortedSet<ShopLocationId> leftLocations,
    InputsVersion inputsVersion) {
  public CalculationInputs {
    awaitingProducts = Collections.unmodifiableSortedSet(new TreeSet<>(awaitingProducts));
    awaitingStores = Collections.unmodifiableSortedSet(new TreeSet<>(awaitingStores));
    leftLocations = Collections.unmodifiableSortedSet(new TreeSet<>(leftLocations));
  }

  /** These inputs, without left locations; their version is a hash of all of them. */
  public static CalculationInputs of(
      OnlineCatalog catalog,
      FacilityDirectory directory,
      RuleBook rules,
      LocationMapping locationMapping,
      SortedSet<CanonicalUpc> awaitingProducts,
      SortedSet<FacilityId> awaitingStores) {
    String all =
        String.join(
            "\n",
            catalog.version(),
            directory.version(),
            rules.version(),
            locationMapping.toString(),
            awaitingProducts.toString(),
            awaitingStores.toString());
    return new CalculationInputs(
        catalog,
        directory,
        rules,
        locationMapping,
        awaitingProducts,
        awaitingStores,
        new TreeSet<>(),
        new InputsVersion(
            ContentDigest.sha256(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16)));
  }

  /** The same inputs after others: the locations that are not published any more are left. */
  public CalculationInputs after(CalculationInputs before) {
    SortedSet<ShopLocationId> left = new TreeSet<>(before.leftLocations);
    left.addAll(before.locationMapping.locations());
    left.removeAll(locationMapping.locations());
    return new CalculationInputs(
        catalog,
        directory,
        rules,
        locationMapping,
        awaitingProducts,
        awaitingStores,
        left,
        inputsVersion);
  }

  /**
   * The product that is published under a UPCA, if it is: the only online one, whose item belongs
   * to no other UPCA, and whose stock is known.
   */
  public Optional<CatalogProduct> published(CanonicalUpc upc) {
    List<CatalogProduct> products = catalog.find(upc);
    return products.size() == 1 && !isAwaiting(upc)
        ? products.stream()
            .filter(
                product ->
                    OnlineCatalog.item(product)
                        .filter(item -> catalog.ofItem(item).size() == 1)
                        .isPresent())
            .findFirst()
        : Optional.empty();
  }

  /** The published pairs' locations, and those of the left ones whose number is 0. */
  public SortedSet<ShopLocationId> locations() {
    SortedSet<ShopLocationId> all = new TreeSet<>(locationMapping.locations());
    for (ShopLocationId location : leftLocations) {
      if (isLeft(location)) {
        all.add(location);
      }
    }
    return all;
  }

  /** Tells whether stores were published at the location, and none states it now. */
  boolean isLeft(ShopLocationId location) {
    return leftLocations.contains(location)
        && switch (locationMapping) {
          case LocationMapping.SingleLocation one -> one.location().isPresent();
          case LocationMapping.LocationPerStore stores -> !stores.shared().contains(location);
        };
  }

  boolean isAwaiting(CanonicalUpc upc) {
    return awaitingProducts.contains(upc);
  }

  /** Tells whether several online products have the UPCA. */
  public boolean isAmbiguous(CanonicalUpc upc) {
    return catalog.find(upc).size() > 1;
  }

  /** The item that is published under a UPCA, or all items that have it together. */
  List<InventoryItemId> itemsOf(CanonicalUpc upc) {
    return isAmbiguous(upc)
        ? catalog.find(upc).stream()
            .flatMap(product -> OnlineCatalog.item(product).stream())
            .distinct()
            .toList()
        : published(upc).flatMap(OnlineCatalog::item).stream().toList();
  }
}
