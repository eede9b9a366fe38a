// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.kept;

import io.inventorybridge.catalog.ImportingCatalog;
import io.inventorybridge.catalog.Product;
import io.inventorybridge.csv.CsvSheets;
import io.inventorybridge.drops.DroppedTable;
import io.inventorybridge.drops.Edition;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.files.Files;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.Variant;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
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
final class FollowingMasters {
  private static final String DROPS = ImportingCatalog.KIND + "/";
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,18}");
  // Above every item id that a catalog is likely to name.
  private static final long FIRST_OWN_ITEM = 8_000_000_000_000_000L;
  private static final String ARCHIVED = "ARCHIVED";

  private final FakeShop shop;

  FollowingMasters(FakeShop shop) {
    this.shop = shop;
  }

  /** Offers the active catalog, if it was dropped as a file and is not yet on offer. */
  void catalog(Files files) {
    Optional<Edition> edition = Edition.inForce(files, ImportingCatalog.INDEX);
    String name = edition.map(it -> it.uploaded() + " " + it.sha256()).orElse("");
    if (name.equals(shop.followed())) {
      return;
    }
    edition
        .flatMap(it -> drop(files, it))
        .ifPresent(
            drop -> {
              synchronized (shop) {
                FakeShop.Together all = shop.together();
                offer(drop.kept(), drop.file().lastModified());
                shop.follow(name);
                all.close();
              }
            });
  }

  // S3 states in whole seconds when a file was stored, so several files may match.
  private static Optional<DroppedTable<Product>> drop(Files files, Edition edition) {
    return files.list(DROPS).stream()
        .filter(file -> file.lastModified().equals(edition.uploaded()))
        .map(file -> ImportingCatalog.read(files.open(file), new CsvSheets(), file))
        .filter(drop -> drop.sha256().equals(edition.sha256()))
        .findFirst();
  }

  private void offer(List<Product> products, Instant at) {
    Map<String, Variant> byBarcode = new HashMap<>();
    shop.variants().forEach(it -> it.barcode().ifPresent(code -> byBarcode.put(code, it)));
    long own =
        shop.variants().stream()
            .mapToLong(it -> Long.parseLong(it.item().number()))
            .filter(it -> it > FIRST_OWN_ITEM)
            .max()
            .orElse(FIRST_OWN_ITEM);
    Set<ItemId> offered = new HashSet<>();
    for (Product product : products) {
      Optional<ItemId> named =
          product.shopifyInventoryItemId().filter(this::number).map(ItemId::new);
      Optional<ItemId> known =
          Optional.ofNullable(byBarcode.get(product.upca()))
              .map(Variant::item)
              .filter(it -> !offered.contains(it));
      ItemId item;
      if (named.isPresent()) {
        item = named.get();
      } else if (known.isPresent()) {
        item = known.get();
      } else {
        own++;
        item = new ItemId(Long.toString(own));
      }
      if (offered.add(item)) {
        offer(item, product, at);
      }
    }
    for (Variant variant : List.copyOf(shop.variants())) {
      if (!offered.contains(variant.item()) && !variant.status().equals(ARCHIVED)) {
        shop.offer(variant.withStatus(ARCHIVED, at));
      }
    }
  }

  private boolean number(String written) {
    return NUMBER.matcher(written).matches();
  }

  private void offer(ItemId item, Product product, Instant at) {
    Optional<Variant> before = shop.find(item);
    Variant plain = Variant.of(item, product.upca());
    Variant variant =
        new Variant(
            item,
            number(product.productId()) ? product.productId() : plain.number(),
            before.map(Variant::product).orElse(plain.product()),
            plain.barcode(),
            product.sku(),
            product.title().orElse(plain.title()),
            product.status().isEmpty() ? plain.status() : product.status(),
            product.tags(),
            before.map(Variant::tracked).orElse(plain.tracked()),
            before.map(Variant::bundle).orElse(plain.bundle()),
            before.map(Variant::giftCard).orElse(plain.giftCard()),
            at);
    if (before.isPresent() && before.get().withUpdatedAt(at).equals(variant)) {
      return;
    }
    shop.offer(variant);
    Pair first = new Pair(item, KeptShop.FIRST_LOCATION);
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
                    .filter(this::number)
                    .map(LocationId::new)
                    .filter(location -> shop.place(location).isEmpty())
                    .ifPresent(
                        location ->
                            shop.open(location, facility.name().orElse(facility.id().value()))));
  }
}
