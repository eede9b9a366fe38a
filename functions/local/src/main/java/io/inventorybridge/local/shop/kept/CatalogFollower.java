// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.kept;

import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.CatalogSnapshot;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.editions.EditionLog;
import io.inventorybridge.masterdata.editions.InputEdition.EditionOrigin;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.files.FileStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps the fake shop in line with the imported catalog and facilities: it offers the catalog's
 * products and has the facilities' locations. A variant that leaves the catalog is archived and
 * keeps its levels. A product without an inventory item gets one; a catalog fetched from the shop
 * afterwards names it.
 */
final class CatalogFollower {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,18}");
  // Above every item id that a catalog is likely to name.
  private static final long FIRST_OWN_ITEM = 8_000_000_000_000_000L;
  private static final String ARCHIVED = "ARCHIVED";

  private final FakeShop shop;

  CatalogFollower(FakeShop shop) {
    this.shop = shop;
  }

  /** Offers the active catalog, unless it came from the shop itself or is on offer already. */
  void catalog(FileStore files) {
    Optional<ImportVersion> edition = ImportVersion.active(files, ImportingCatalog.INDEX);
    String name = edition.map(it -> it.uploaded() + " " + it.sha256()).orElse("");
    if (name.equals(shop.catalogVersion())) {
      return;
    }
    edition.ifPresent(
        version ->
            products(files, version)
                .ifPresent(
                    products -> {
                      synchronized (shop) {
                        FakeShop.ChangeGroup all = shop.beginGroup();
                        offer(products, version.uploaded());
                        shop.setCatalogVersion(name);
                        all.close();
                      }
                    }));
  }

  private static Optional<List<CatalogProduct>> products(FileStore files, ImportVersion version) {
    String key = InputKind.CATALOG.contentKey(version.name());
    return files
        .find(key)
        .filter(
            kept -> !EditionOrigin.REFRESHED.name().equals(kept.metadata().get(EditionLog.ORIGIN)))
        .flatMap(kept -> files.read(key))
        .map(CatalogSnapshot::read);
  }

  private void offer(List<CatalogProduct> products, Instant at) {
    Map<String, FakeVariant> byBarcode = new HashMap<>();
    shop.variants().forEach(it -> it.barcode().ifPresent(code -> byBarcode.put(code, it)));
    long own =
        shop.variants().stream()
            .mapToLong(it -> Long.parseLong(it.item().number()))
            .filter(it -> it > FIRST_OWN_ITEM)
            .max()
            .orElse(FIRST_OWN_ITEM);
    Set<InventoryItemId> offered = new HashSet<>();
    for (CatalogProduct product : products) {
      Optional<InventoryItemId> named =
          product.shopifyInventoryItemId().filter(this::isNumber).map(InventoryItemId::new);
      Optional<InventoryItemId> known =
          Optional.ofNullable(byBarcode.get(product.upca()))
              .map(FakeVariant::item)
              .filter(it -> !offered.contains(it));
      InventoryItemId item;
      if (named.isPresent()) {
        item = named.get();
      } else if (known.isPresent()) {
        item = known.get();
      } else {
        own++;
        item = new InventoryItemId(Long.toString(own));
      }
      if (offered.add(item)) {
        offer(item, product, at);
      }
    }
    for (FakeVariant variant : List.copyOf(shop.variants())) {
      if (!offered.contains(variant.item()) && !variant.status().equals(ARCHIVED)) {
        shop.offer(variant.withStatus(ARCHIVED, at));
      }
    }
  }

  private boolean isNumber(String written) {
    return NUMBER.matcher(written).matches();
  }

  private void offer(InventoryItemId item, CatalogProduct product, Instant at) {
    Optional<FakeVariant> before = shop.find(item);
    FakeVariant plain = FakeVariant.of(item, product.upca());
    FakeVariant variant =
        new FakeVariant(
            item,
            isNumber(product.productId()) ? product.productId() : plain.number(),
            before.map(FakeVariant::product).orElse(plain.product()),
            plain.barcode(),
            product.sku(),
            product.title().orElse(plain.title()),
            product.status().isEmpty() ? plain.status() : product.status(),
            product.tags(),
            before.map(FakeVariant::tracked).orElse(plain.tracked()),
            before.map(FakeVariant::bundle).orElse(plain.bundle()),
            before.map(FakeVariant::giftCard).orElse(plain.giftCard()),
            at);
    if (before.isPresent() && before.get().withUpdatedAt(at).equals(variant)) {
      return;
    }
    shop.offer(variant);
    ItemAtLocation first = new ItemAtLocation(item, PersistentShop.FIRST_LOCATION);
    if (shop.level(first).isEmpty()) {
      // A new item is stocked at the shop's first location with quantity 0.
      shop.stock(first, 0);
    }
  }

  void facilities(FacilityDirectory directory) {
    directory
        .all()
        .forEach(
            facility ->
                facility
                    .shopifyLocationId()
                    .filter(this::isNumber)
                    .map(ShopLocationId::new)
                    .filter(location -> shop.location(location).isEmpty())
                    .ifPresent(
                        location ->
                            shop.open(location, facility.name().orElse(facility.id().value()))));
  }
}
