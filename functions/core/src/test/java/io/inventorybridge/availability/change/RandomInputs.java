// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.rules.ProductFacilityRule.ProductAtFacility;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.rules.RuleBook.OverlayValue;
import io.inventorybridge.rules.RuleRow;
import io.inventorybridge.rules.RuleSelector;
import io.inventorybridge.rules.RuleSource;
import io.inventorybridge.rules.RuleValue;
import io.inventorybridge.rules.RuleValue.RuleKind;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** Random whole inputs of a small retailer, which random changes turn into the next ones. */
final class RandomInputs {
  private static final RuleSource DROP =
      new RuleSource(Instant.parse("2026-11-24T00:00:00Z"), "PRODUCT_FACILITY_1.csv");
  private static final List<String> TAGS = List.of("sale", "Sale", "new", "heavy");
  private static final List<String> TYPES = List.of("", "VIRTUAL", "CONFIGURATION", "STORE");
  private static final int UPCS = 9;
  private static final int FACILITIES = 5;

  private final Random random;
  private final boolean onePlace;
  private final List<CatalogProduct> products = new ArrayList<>();
  private final List<Facility> facilities = new ArrayList<>();
  private final List<RuleRow> rules = new ArrayList<>();
  private final Map<ProductAtFacility, Map<RuleKind, OverlayValue>> overlay = new HashMap<>();
  private final TreeSet<CanonicalUpc> awaitingProducts = new TreeSet<>();
  private final TreeSet<FacilityId> awaitingStores = new TreeSet<>();
  private String location = "90";

  RandomInputs(Random random) {
    this.random = random;
    this.onePlace = random.nextBoolean();
    int many = random.nextInt(12);
    for (int i = 0; i < many; i++) {
      products.add(product());
    }
    for (int i = 0; i < FACILITIES; i++) {
      facilities.add(facility(i));
    }
    int some = random.nextInt(8);
    for (int i = 0; i < some; i++) {
      rules.add(rule());
    }
  }

  CalculationInputs inputs() {
    FacilityDirectory directory = FacilityDirectory.of(facilities);
    return CalculationInputs.of(
        OnlineCatalog.of(
            products.stream()
                .filter(
                    product ->
                        products.stream()
                            .limit(products.indexOf(product))
                            .noneMatch(it -> it.identity().equals(product.identity())))
                .toList()),
        directory,
        new RuleBook(Optional.empty(), rules, overlay),
        onePlace
            ? new LocationMapping.SingleLocation(Optional.of(new ShopLocationId(location)))
            : LocationMapping.ofStores(directory),
        awaitingProducts,
        awaitingStores);
  }

  /** Some changes, of one file or of several. */
  void change() {
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      switch (random.nextInt(9)) {
        case 0 -> products.add(product());
        case 1 -> replace(products, product());
        case 2 -> replace(facilities);
        case 3, 4 -> replace(rules, rule());
        case 5 -> rules.add(random.nextInt(rules.size() + 1), rule());
        case 6 -> pair();
        case 7 -> toggle(awaitingProducts, upc());
        default -> toggle(awaitingStores, new FacilityId("F" + random.nextInt(FACILITIES)));
      }
    }
    if (random.nextInt(20) == 0) {
      location = "9" + random.nextInt(2);
    }
  }

  private static <T> void toggle(TreeSet<T> set, T value) {
    if (!set.remove(value)) {
      set.add(value);
    }
  }

  private <T> void replace(List<T> list, T value) {
    if (list.isEmpty()) {
      list.add(value);
    } else {
      int at = random.nextInt(list.size());
      list.remove(at);
      if (random.nextInt(4) > 0) {
        list.add(at, value);
      }
    }
  }

  private void replace(List<Facility> all) {
    int at = random.nextInt(FACILITIES);
    all.set(at, facility(at));
  }

  private static CanonicalUpc upc(int number) {
    return CanonicalUpc.of(Long.toString(2_050_000_100_000L + number));
  }

  private CanonicalUpc upc() {
    return upc(random.nextInt(UPCS));
  }

  private CatalogProduct product() {
    CanonicalUpc upc = upc();
    boolean usual = random.nextInt(5) > 0;
    long number = usual ? upc.digits() % 100 : random.nextInt(UPCS);
    return new CatalogProduct(
        upc,
        upc.toString(),
        "p" + number,
        Optional.empty(),
        random.nextInt(12) == 0
            ? Optional.empty()
            : Optional.of("gid://shopify/InventoryItem/" + (48_000_000 + number)),
        Optional.of("title " + random.nextInt(3)),
        random.nextInt(8) == 0 ? "DRAFT" : "ACTIVE",
        random.nextInt(3) == 0 ? List.of(any(TAGS)) : List.of());
  }

  private Facility facility(int number) {
    return new Facility(
        new FacilityId("F" + number),
        Optional.of("1/" + number),
        Optional.of("name " + random.nextInt(3)),
        random.nextInt(4) == 0 ? any(TYPES) : "",
        random.nextInt(6) == 0
            ? Optional.empty()
            : Optional.of("9" + (random.nextInt(6) == 0 ? random.nextInt(FACILITIES) : number)),
        random.nextBoolean() ? List.of("g" + random.nextInt(2)) : List.of(),
        random.nextInt(8) > 0);
  }

  private RuleRow rule() {
    return new RuleRow(
        random.nextInt(3),
        new RuleSelector(
            some(6, "p" + random.nextInt(UPCS)),
            some(4, upc()),
            some(6, any(TAGS)),
            some(3, new FacilityId("F" + random.nextInt(FACILITIES))),
            some(6, "g" + random.nextInt(2))),
        value(any(List.of(RuleKind.values()))));
  }

  private RuleValue value(RuleKind kind) {
    StockQuantity units = StockQuantity.of(random.nextInt(3));
    return switch (kind) {
      case SAFETY_STOCK -> new RuleValue.SafetyStock(units);
      case THRESHOLD -> new RuleValue.Threshold(units);
      case ALLOW_BROKERING -> new RuleValue.AllowBrokering(random.nextBoolean());
      case CHANNEL -> new RuleValue.Channel(random.nextBoolean());
    };
  }

  private void pair() {
    RuleKind kind = random.nextBoolean() ? RuleKind.SAFETY_STOCK : RuleKind.ALLOW_BROKERING;
    overlay
        .computeIfAbsent(
            new ProductAtFacility(
                "p" + random.nextInt(UPCS), new FacilityId("F" + random.nextInt(FACILITIES))),
            it -> new HashMap<>())
        .put(
            kind,
            new OverlayValue(
                DROP, random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value(kind))));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> Optional<T> some(int oneOf, T value) {
    return random.nextInt(oneOf) == 0 ? Optional.of(value) : Optional.empty();
  }
}
