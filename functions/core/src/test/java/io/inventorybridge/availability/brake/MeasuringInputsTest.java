// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.brake;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.ledger.InMemoryStockLedger;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.masterdata.imports.BrakeFinding.BrakeVerdict;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.rules.RuleRow;
import io.inventorybridge.rules.RuleSelector;
import io.inventorybridge.rules.RuleSource;
import io.inventorybridge.rules.RuleValue;
import io.inventorybridge.settings.BrakeSettings;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A retailer of two stores; of each product either store has some units. */
class MeasuringInputsTest {
  private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
  private static final LocationMapping ONE =
      new LocationMapping.SingleLocation(Optional.of(new ShopLocationId("70")));

  private final InMemoryStockLedger ledger = new InMemoryStockLedger();
  private final LedgerWriter entries =
      new LedgerWriter(ledger, BackoffPolicy.NONE, Clock.fixed(NINE, ZoneOffset.UTC));
  private final Set<ItemAtLocation> unpublished = new HashSet<>();
  private final MeasuringInputs measuring =
      new MeasuringInputs(
          ledger,
          pairs -> {
            Set<ItemAtLocation> known = new HashSet<>(pairs);
            known.removeAll(unpublished);
            return known;
          },
          () -> BrakeSettings.DEFAULTS,
          BoundedParallelism.ONE);
  private int events;

  @Test
  void aChannelSwitchedOffForEverythingIsHeld() {
    stock(40);
    BrakeFinding finding = measuring.measure(inputs(40, ONE, stores()), off(40));

    assertThat(finding.verdict()).isEqualTo(BrakeVerdict.HELD);
    assertThat(finding.products()).isEqualTo(40);
    assertThat(finding.falling()).isEqualTo(40);
    assertThat(finding.unitsNow()).isEqualTo(40 * 13);
    assertThat(finding.unitsThen()).isZero();
    assertThat(finding.largest().getFirst().then()).contains(0L);
  }

  @Test
  void aCatalogOfATenthIsHeld() {
    stock(40);
    BrakeFinding finding = measuring.measure(inputs(40, ONE, stores()), inputs(4, ONE, stores()));

    assertThat(finding.verdict()).isEqualTo(BrakeVerdict.HELD);
    assertThat(finding.products()).isEqualTo(36);
    assertThat(finding.pairs()).isEqualTo(40);
    assertThat(finding.falling()).isEqualTo(36);
    assertThat(finding.largest().getFirst().then()).as("no longer published").isEmpty();
  }

  @Test
  void facilitiesWithoutTheStoreThatHasMostUnitsAreHeld() {
    stock(40);
    FacilityDirectory half =
        FacilityDirectory.of(List.of(Facility.of("A").deactivated(), Facility.of("B")));
    BrakeFinding finding = measuring.measure(inputs(40, ONE, stores()), inputs(40, ONE, half));

    assertThat(finding.verdict()).isEqualTo(BrakeVerdict.HELD);
    assertThat(finding.falling()).isZero();
    assertThat(finding.changing()).isEqualTo(40);
    assertThat(finding.unitsThen()).isEqualTo(40 * 3);
  }

  @Test
  void fewProductsOfManyPass() {
    stock(40);
    BrakeFinding finding = measuring.measure(inputs(40, ONE, stores()), inputs(35, ONE, stores()));

    assertThat(finding.verdict()).isEqualTo(BrakeVerdict.PASSED);
    assertThat(finding.pairs()).isEqualTo(40);
    assertThat(finding.falling()).isEqualTo(5);
  }

  @Test
  void pairsThatWereNeverPublishedAreAside() {
    stock(40);
    for (int n = 1; n <= 30; n++) {
      unpublished.add(new ItemAtLocation(new InventoryItemId(item(n)), new ShopLocationId("70")));
    }

    assertThat(measuring.measure(inputs(40, ONE, stores()), off(40)).sentence())
        .isEqualTo("10 published pairs are above zero, and it is asked from 20 on");
  }

  @Test
  void aSetOfTheSameEffectTouchesNothing() {
    stock(40);
    RuleBook same = book(new RuleValue.Channel(true));
    BrakeFinding finding =
        measuring.measure(inputs(40, ONE, stores()), inputs(40, ONE, stores(), same));

    assertThat(finding.verdict()).isEqualTo(BrakeVerdict.NOT_ASKED);
    assertThat(finding.products()).isZero();
  }

  @Test
  void aChangeOfTopologyAlwaysWaits() {
    BrakeFinding finding =
        measuring.measure(
            inputs(40, ONE, stores()), inputs(40, LocationMapping.ofStores(stores()), stores()));

    assertThat(finding.verdict()).isEqualTo(BrakeVerdict.HELD);
    assertThat(finding.sentence())
        .isEqualTo(
            "the topology changes from ONE_LOCATION to LOCATION_PER_FACILITY, which always waits"
                + " for an operator");
  }

  @Test
  @Tag("exhaustive")
  void moreThanTwoThousandProductsAreEstimatedOnTwoThousand() {
    stock(2_500);
    BrakeFinding finding = measuring.measure(inputs(2_500, ONE, stores()), off(2_500));
    BrakeFinding again = measuring.measure(inputs(2_500, ONE, stores()), off(2_500));

    assertThat(finding.verdict()).isEqualTo(BrakeVerdict.HELD);
    assertThat(finding.measured()).isEqualTo(MeasuringInputs.MOST_MEASURED);
    assertThat(finding.pairs()).isEqualTo(2_500);
    assertThat(finding.sentence()).endsWith(", estimated on 2000 of 2500 products");
    assertThat(again).isEqualTo(finding);
  }

  @Test
  void theChosenProductsDoNotDependOnTheirOrder() {
    List<CanonicalUpc> products = new ArrayList<>();
    for (int n = 1; n <= 5_000; n++) {
      products.add(CanonicalUpc.of(upca(n)));
    }
    List<CanonicalUpc> chosen = MeasuringInputs.chosen(products);

    assertThat(chosen).hasSize(2_000);
    assertThat(MeasuringInputs.chosen(products.reversed())).isEqualTo(chosen);
    assertThat(chosen.stream().filter(upc -> products.indexOf(upc) < 2_500).count())
        .as("from both halves of the catalog")
        .isBetween(900L, 1_100L);
  }

  private void stock(int products) {
    for (int n = 1; n <= products; n++) {
      move("A", n, 10);
      move("B", n, 3);
    }
  }

  private void move(String store, int product, long units) {
    entries.postMovement(
        new StockMovement(
            StockKey.of(store, upca(product)), "e" + events++, NINE, StockQuantity.of(units)));
  }

  private static CalculationInputs off(int products) {
    return inputs(products, ONE, stores(), book(new RuleValue.Channel(false)));
  }

  private static RuleBook book(RuleValue value) {
    return new RuleBook(
        Optional.of(new RuleSource(NINE, "rules/rules.csv")),
        List.of(
            new RuleRow(
                10,
                new RuleSelector(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.<FacilityId>empty(),
                    Optional.empty()),
                value)),
        Map.of());
  }

  private static CalculationInputs inputs(
      int products, LocationMapping mapping, FacilityDirectory directory) {
    return inputs(products, mapping, directory, RuleBook.EMPTY);
  }

  private static CalculationInputs inputs(
      int products, LocationMapping mapping, FacilityDirectory directory, RuleBook rules) {
    List<CatalogProduct> all = new ArrayList<>();
    for (int n = 1; n <= products; n++) {
      all.add(
          new CatalogProduct(
              CanonicalUpc.of(upca(n)),
              upca(n),
              "v" + n,
              Optional.empty(),
              Optional.of(item(n)),
              Optional.empty(),
              "",
              List.of()));
    }
    return CalculationInputs.of(
        OnlineCatalog.of(all), directory, rules, mapping, new TreeSet<>(), new TreeSet<>());
  }

  private static FacilityDirectory stores() {
    return FacilityDirectory.of(List.of(Facility.of("A"), Facility.of("B")));
  }

  private static String upca(int product) {
    return Long.toString(2_050_000_100_000L + product);
  }

  private static String item(int product) {
    return Long.toString(48_100_000L + product);
  }
}
