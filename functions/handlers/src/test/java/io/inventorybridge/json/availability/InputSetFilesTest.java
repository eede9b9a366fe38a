// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.availability.change.InputSet;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.rules.RuleRow;
import io.inventorybridge.rules.RuleSelector;
import io.inventorybridge.rules.RuleValue;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.InMemoryFileStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InputSetFilesTest {
  private static final OnlineCatalog CATALOG =
      OnlineCatalog.of(List.of(CatalogProduct.of("012345678905", "v1")));

  private final FileStore files = new InMemoryFileStore(Clock.systemUTC());
  private final InputSetFiles sets =
      new InputSetFiles(
          files,
          version -> {
            assertThat(version).isEqualTo(CATALOG.version());
            return CATALOG;
          });

  private static Facility store(String id, String location) {
    return new Facility(
        new FacilityId(id),
        Optional.of("1/" + id),
        Optional.empty(),
        "",
        Optional.of(location),
        List.of("east"),
        true);
  }

  private static CalculationInputs inputs(LocationMapping locations, FacilityDirectory directory) {
    return CalculationInputs.of(
        CATALOG,
        directory,
        new RuleBook(
            Optional.empty(),
            List.of(new RuleRow(3, RuleSelector.ALL, new RuleValue.Channel(false))),
            Map.of()),
        locations,
        new TreeSet<>(List.of(CanonicalUpc.of("12345678905"))),
        new TreeSet<>(List.of(new FacilityId("NY 01"))));
  }

  @Test
  void aSetIsReadBackWholeWhateverHappensToTheFilesItWasMadeOf() {
    FacilityDirectory directory =
        FacilityDirectory.of(List.of(store("A", "71"), store("B", "72"), store("C", "72")));
    CalculationInputs first =
        inputs(
            new LocationMapping.SingleLocation(Optional.of(new ShopLocationId("70"))), directory);
    for (InputSet set :
        List.of(
            new InputSet(1, first),
            new InputSet(2, inputs(LocationMapping.ofStores(directory), directory).after(first)),
            new InputSet(
                3,
                inputs(
                    new LocationMapping.SingleLocation(Optional.empty()),
                    FacilityDirectory.of(List.of()))))) {
      sets.save(set);
      sets.save(set);
      InputSet read = sets.load(set.reference());
      assertThat(read.ordinal()).isEqualTo(set.ordinal());
      assertThat(read.inputs().directory().version()).isEqualTo(set.inputs().directory().version());
      assertThat(read.inputs().rules()).isEqualTo(set.inputs().rules());
      assertThat(read.inputs().locationMapping()).isEqualTo(set.inputs().locationMapping());
      assertThat(read.inputs().awaitingProducts()).isEqualTo(set.inputs().awaitingProducts());
      assertThat(read.inputs().awaitingStores()).isEqualTo(set.inputs().awaitingStores());
      assertThat(read.inputs().leftLocations()).isEqualTo(set.inputs().leftLocations());
      assertThat(read.inputs().inputsVersion()).isEqualTo(set.inputs().inputsVersion());
    }
  }

  @Test
  void aMissingSetIsNamedWithTheNextStep() {
    assertThatThrownBy(() -> sets.load(new InputSet.Reference(4, "abc")))
        .hasMessageContaining("shop/inputs/4-abc.json is missing")
        .hasMessageContaining("restore its earlier version");
  }
}
