// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.ChangeMarkers.ChangeMarker;
import io.inventorybridge.availability.InMemoryChangeMarkers;
import io.inventorybridge.availability.LocationMapping;
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
import io.inventorybridge.stock.StockQuantity;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChangingInputsTest {
  private static final ShopLocationId SHOP = new ShopLocationId("70");
  private static final Facility STORE = Facility.of("A");
  private static final int PRODUCTS = 2_500;

  private final InMemoryInputSetStore sets = new InMemoryInputSetStore();
  private final InMemoryInputProgressStore progress = new InMemoryInputProgressStore();
  private final InMemoryChangeMarkers markers = new InMemoryChangeMarkers(500);
  private final List<RuleRow> rules = new ArrayList<>();
  private Facility store = STORE;
  private LocationMapping locations = new LocationMapping.SingleLocation(Optional.of(SHOP));
  private int products = PRODUCTS;
  private Runnable beforeReading = () -> {};

  /** Thrown in place of a call that the run does not survive. */
  private static final class RunDied extends RuntimeException {}

  private CalculationInputs present() {
    beforeReading.run();
    List<CatalogProduct> catalog = new ArrayList<>();
    for (int i = 1; i <= products; i++) {
      CatalogProduct plain = CatalogProduct.of("" + i, "v" + i);
      catalog.add(
          new CatalogProduct(
              plain.upc(),
              plain.upca(),
              plain.productId(),
              Optional.empty(),
              Optional.of(Integer.toString(1_000_000 + i)),
              Optional.empty(),
              "",
              List.of()));
    }
    return CalculationInputs.of(
        OnlineCatalog.of(catalog),
        FacilityDirectory.of(List.of(store)),
        new RuleBook(Optional.empty(), rules, Map.of()),
        locations,
        new TreeSet<>(),
        new TreeSet<>());
  }

  private void keep(long units, Optional<CanonicalUpc> product) {
    rules.add(
        new RuleRow(
            rules.size() + 1,
            new RuleSelector(
                Optional.empty(), product, Optional.empty(), Optional.empty(), Optional.empty()),
            new RuleValue.SafetyStock(StockQuantity.of(units))));
  }

  private ChangingInputs changing() {
    return new ChangingInputs(this::present, sets, progress, markers);
  }

  private InputProgress advanced() {
    return changing().advance(() -> true).orElseThrow();
  }

  private List<ChangeMarker> marked() {
    List<ChangeMarker> all = new ArrayList<>();
    for (int bucket = 0; bucket < ChangeMarkers.BUCKETS; bucket++) {
      Optional<String> after = Optional.empty();
      do {
        ChangeMarkers.Page page = markers.markers(bucket, after);
        all.addAll(page.changes());
        after = page.next();
      } while (after.isPresent());
    }
    return all;
  }

  private void walkIsDone() {
    assertThat(changing().walkedTo(progress.find().orElseThrow(), Optional.empty())).isPresent();
  }

  @Test
  void theFirstSetMarksNothingAndVisitsEveryPair() {
    InputProgress first = advanced();
    assertThat(first.inForce().ordinal()).isEqualTo(1);
    assertThat(first.walk()).isPresent();
    assertThat(marked()).isEmpty();
    assertThat(advanced()).isEqualTo(first);
  }

  @Test
  void aRuleOfOneProductMarksThatProductWithTheOrdinalOfTheSet() {
    advanced();
    walkIsDone();
    keep(2, Optional.of(CanonicalUpc.of("77")));
    InputProgress second = advanced();
    assertThat(second.inForce().ordinal()).isEqualTo(2);
    assertThat(second.transition()).isEmpty();
    assertThat(second.walk()).isEmpty();
    assertThat(marked()).containsExactly(InputMarkers.of(CanonicalUpc.of("77"), second.inForce()));
  }

  @Test
  void theSameInputsInAnotherFileMarkNothing() {
    advanced();
    keep(0, Optional.empty());
    store =
        new Facility(
            store.id(),
            Optional.of("1/001"),
            Optional.of("Main street"),
            "",
            Optional.empty(),
            List.of("group"),
            true);
    assertThat(advanced().inForce().ordinal()).isEqualTo(2);
    assertThat(marked()).isEmpty();
  }

  @Test
  void anotherTopologyVisitsEveryPairInsteadOfMarkingIt() {
    advanced();
    walkIsDone();
    locations = LocationMapping.ofStores(FacilityDirectory.of(List.of(store)));
    assertThat(advanced().walk()).contains(new InputProgress.Walk(Optional.empty()));
    assertThat(marked()).isEmpty();
    assertThat(new InputsInForce(progress, sets, this::present).get().leftLocations())
        .containsExactly(SHOP);
  }

  @Test
  void aWalkGoesOnWithNewerInputsWhoseDifferencesAreMarked() {
    InputProgress first = advanced();
    changing().walkedTo(first, Optional.of("1000"));
    keep(2, Optional.of(CanonicalUpc.of("77")));
    InputProgress second = advanced();
    assertThat(second.walk()).contains(new InputProgress.Walk(Optional.of("1000")));
    assertThat(marked()).hasSize(1);
  }

  // A run dies before or after every call of every port, and the next one begins anew.
  @Test
  void aRunThatDiesBetweenAnyTwoWritesLosesNoProduct() {
    int calls = 0;
    for (int die = 1; ; die++) {
      ChangingInputsTest world = new ChangingInputsTest();
      world.advanced();
      world.walkIsDone();
      world.keep(3, Optional.empty());
      int[] left = {die};
      ChangingInputs mortal =
          new ChangingInputs(
              world::present,
              world.dying(InputSetStore.class, world.sets, left),
              world.dying(InputProgressStore.class, world.progress, left),
              world.dying(ChangeMarkers.class, world.markers, left));
      boolean hasDied = false;
      try {
        assertThat(mortal.advance(() -> true)).isPresent();
      } catch (RunDied e) {
        hasDied = true;
      }
      if (hasDied) {
        // Before the set is in force nothing is calculated with it.
        boolean isInForce = world.progress.find().orElseThrow().inForce().ordinal() == 2;
        assertThat(isInForce || world.marked().isEmpty()).isTrue();
        world.keep(4, Optional.of(CanonicalUpc.of("1")));
      }
      world.advanced();
      assertThat(world.marked()).as("died at %d", die).hasSize(PRODUCTS);
      calls++;
      if (!hasDied) {
        break;
      }
    }
    assertThat(calls).isGreaterThan(20);
  }

  private <T> T dying(Class<T> port, T real, int[] left) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              die(left);
              try {
                Object answer = method.invoke(real, arguments);
                die(left);
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static void die(int[] left) {
    if (--left[0] == 0) {
      throw new RunDied();
    }
  }

  @Test
  void inputsThatChangeDuringTheMarkingAreComparedWithTheSetBefore() {
    advanced();
    walkIsDone();
    keep(3, Optional.empty());
    int[] stretches = {2};
    assertThat(changing().advance(() -> --stretches[0] >= 0)).isEmpty();
    InputProgress broken = progress.find().orElseThrow();
    assertThat(broken.inForce().ordinal()).isEqualTo(2);
    assertThat(broken.transition().flatMap(InputProgress.Transition::cursor)).isPresent();
    // Back to the first rules and on to another facility: neither end alone tells what differs.
    rules.clear();
    store = STORE.deactivated();
    InputProgress last = advanced();
    assertThat(last.inForce().ordinal()).isEqualTo(3);
    Set<Long> ordinals = new HashSet<>();
    marked().forEach(marker -> ordinals.add(marker.version()));
    assertThat(marked()).hasSize(PRODUCTS);
    assertThat(ordinals).containsExactly(3L);
  }

  @Test
  void aSetThatWasCalculatedWithInBetweenIsComparedToo() {
    advanced();
    walkIsDone();
    keep(3, Optional.of(CanonicalUpc.of("5")));
    advanced();
    markers.clear(marked());
    rules.clear();
    advanced();
    assertThat(marked()).extracting(ChangeMarker::version).containsExactly(3L);
  }

  @Test
  void ofTwoRunsOneAloneMovesOn() {
    advanced();
    keep(3, Optional.of(CanonicalUpc.of("5")));
    beforeReading =
        () -> {
          beforeReading = () -> {};
          keep(4, Optional.of(CanonicalUpc.of("6")));
          advanced();
          rules.removeLast();
        };
    assertThat(changing().advance(() -> true)).isEmpty();
    assertThat(progress.find().orElseThrow().inForce().ordinal()).isEqualTo(2);
    assertThat(marked()).hasSize(2);
  }

  @Test
  void onlyATargetOfTheSetOrANewerOneMayClearItsMarker() {
    ChangeMarker marker = InputMarkers.of(CanonicalUpc.of("5"), new InputSet.Reference(7, "v"));
    assertThat(InputMarkers.mayClear(marker, new InputSet.Reference(6, "u"))).isFalse();
    assertThat(InputMarkers.mayClear(marker, new InputSet.Reference(7, "v"))).isTrue();
    assertThat(InputMarkers.mayClear(marker, new InputSet.Reference(8, "w"))).isTrue();
    ChangeMarker ofLedger =
        new ChangeMarker(marker.subject(), new FacilityId("A").value(), marker.version());
    assertThat(InputMarkers.mayClear(ofLedger, new InputSet.Reference(1, "a"))).isTrue();
  }

  @Test
  void theInputsInForceChangeOnlyWithTheRecord() {
    InputsInForce inForce = new InputsInForce(progress, sets, this::present);
    int all = inForce.get().catalog().size();
    advanced();
    products = 10;
    assertThat(inForce.get().catalog().size()).isEqualTo(all);
    advanced();
    assertThat(inForce.get().catalog().size()).isEqualTo(10);
  }
}
