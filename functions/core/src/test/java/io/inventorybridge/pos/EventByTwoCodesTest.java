// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.ledger.InMemoryStockLedger;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.InMemoryProductCatalog;
import io.inventorybridge.masterdata.catalog.OnlineProducts;
import io.inventorybridge.masterdata.catalog.ProductIdentifier;
import io.inventorybridge.masterdata.catalog.ProductLookupIndex;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One event arrives under several codes of a store, before and after these codes are known. It
 * counts once, from its first reception, in every order of events.
 */
class EventByTwoCodesTest {
  private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
  private static final CanonicalUpc SHOE = CanonicalUpc.of("2050000163913");
  private static final StockKey KEY = StockKey.of("SVA77", SHOE.toString());
  private static final List<String> NAMES = List.of("077", "2/077", "SVA77");
  private static final FacilityDirectory KNOWN =
      FacilityDirectory.of(List.of(Facility.of("SVA77").withExternalId("2/77")));

  /** A step; the receptions are a minute apart, in the order of their names. */
  private sealed interface Step {}

  private record Reported(String store, Instant at, long units) implements Step {}

  private record StoreBecomesKnown() implements Step {}

  private record WaitingApplied() implements Step {}

  private record ProductComesOnline() implements Step {}

  @Test
  void itCountsFromItsFirstReceptionInEveryOrder() {
    List<List<Step>> orders = orders(3);
    assertThat(orders).hasSizeGreaterThan(500);
    for (List<Step> order : orders) {
      World world = new World(0, false);
      order.forEach(world::happens);
      assertThat(world.taken()).as("%s", order).containsExactly(NINE);
    }
  }

  @Test
  void aDelayedReceptionIsStillTheFirstWhileTheStoreIsUnknown() {
    for (List<Step> order : orders(2)) {
      List<Step> swapped = new ArrayList<>(order);
      if (order.get(0) instanceof Reported one && order.get(1) instanceof Reported two) {
        swapped.set(0, new Reported(one.store(), two.at(), -1));
        swapped.set(1, new Reported(two.store(), one.at(), -1));
        World world = new World(0, false);
        swapped.forEach(world::happens);
        Instant first = one.store().equals(two.store()) ? two.at() : one.at();
        assertThat(world.taken()).as("%s", swapped).containsExactly(first);
      }
    }
  }

  @Test
  @Tag("exhaustive")
  void itCountsFromItsFirstReceptionWhereverACallDies() {
    int deaths = 0;
    for (List<Step> order : orders(2)) {
      boolean dies = true;
      for (int call = 1; dies; call++) {
        for (boolean before : new boolean[] {true, false}) {
          World world = new World(call, before);
          int died = -1;
          for (int i = 0; i < order.size(); i++) {
            try {
              world.happens(order.get(i));
            } catch (Died e) {
              died = i;
              world.happens(again(order.get(i)));
            }
          }
          dies = died >= 0;
          deaths += dies ? 1 : 0;
          Instant first =
              died == firstReception(order) && !world.acceptedAtDeath ? NINE.plusSeconds(30) : NINE;
          assertThat(world.taken())
              .as("%s dies %s call %d", order, before ? "before" : "after", call)
              .containsExactly(first);
        }
      }
    }
    assertThat(deaths).isGreaterThan(500);
  }

  @Test
  void ofTwoContentsTheOneReceivedFirstStandsInEveryOrder() {
    for (List<Step> order : orders(2)) {
      World world = new World(0, false);
      order.forEach(
          step ->
              world.happens(
                  step instanceof Reported it && it.at().isAfter(NINE)
                      ? new Reported(it.store(), it.at(), -9)
                      : step));
      assertThat(world.taken()).as("%s", order).containsExactly(NINE);
      assertThat(world.ledger.find(KEY).orElseThrow().onHand())
          .as("%s", order)
          .isEqualTo(StockQuantity.of(-1));
    }
  }

  private static int firstReception(List<Step> order) {
    return order.stream().map(Reported.class::isInstance).toList().indexOf(true);
  }

  private static Step again(Step step) {
    return step instanceof Reported it
        ? new Reported(it.store(), it.at().plusSeconds(30), it.units())
        : step;
  }

  /** All sequences of codes, with all other steps at any position. */
  private static List<List<Step>> orders(int receptions) {
    List<List<Step>> orders = new ArrayList<>(List.of(List.of()));
    for (int n = 0; n < receptions; n++) {
      Instant at = NINE.plusSeconds(60L * n);
      orders =
          orders.stream()
              .flatMap(order -> NAMES.stream().map(name -> plus(order, new Reported(name, at, -1))))
              .toList();
    }
    return orders.stream()
        .flatMap(order -> anywhere(order, 0, new StoreBecomesKnown()))
        .flatMap(order -> anywhere(order, 0, new ProductComesOnline()))
        .flatMap(
            order ->
                anywhere(order, order.indexOf(new StoreBecomesKnown()) + 1, new WaitingApplied()))
        .map(order -> plus(order, new WaitingApplied()))
        .toList();
  }

  private static Stream<List<Step>> anywhere(List<Step> order, int from, Step step) {
    return IntStream.rangeClosed(from, order.size())
        .mapToObj(
            place -> {
              List<Step> more = new ArrayList<>(order);
              more.add(place, step);
              return more;
            });
  }

  private static List<Step> plus(List<Step> order, Step step) {
    List<Step> more = new ArrayList<>(order);
    more.add(step);
    return more;
  }

  /** The function died. */
  private static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Dies once, before or after one of the calls of its ports. */
  private static final class World {
    final InMemoryStockLedger ledger = new InMemoryStockLedger();
    final InMemoryWaitingMovements waiting = new InMemoryWaitingMovements();
    final InMemoryProductCatalog catalog = new InMemoryProductCatalog();
    final UpdatingInventory updating;
    final ApplyingWaitingMovements applying;
    FacilityDirectory facilities = FacilityDirectory.of(List.of());
    ProductLookupIndex names = ProductLookupIndex.EMPTY;
    boolean acceptedAtDeath;
    private boolean accepted;
    private int calls;

    World(int fatal, boolean before) {
      StockLedger mortalLedger = mortal(StockLedger.class, ledger, fatal, before);
      WaitingMovements mortalWaiting = mortal(WaitingMovements.class, waiting, fatal, before);
      OnlineProducts online = new OnlineProducts(catalog, () -> names);
      updating =
          new UpdatingInventory(
              () -> facilities,
              online,
              mortalWaiting,
              mortalLedger,
              new LedgerWriter(mortalLedger, BackoffPolicy.NONE, Clock.fixed(NINE, ZoneOffset.UTC)),
              StoreActivity.NONE);
      applying =
          new ApplyingWaitingMovements(mortalWaiting, online, updating, BoundedParallelism.ONE);
    }

    void happens(Step step) {
      switch (step) {
        case Reported it ->
            updating.run(
                new ReportedMovement(
                    it.store(),
                    ProductIdentifier.of(SHOE),
                    StockQuantity.of(it.units()),
                    "TLTLTLLL01",
                    VarianceReason.POS_SALE,
                    "e1",
                    Optional.empty(),
                    it.at()));
        case StoreBecomesKnown known -> facilities = KNOWN;
        case ProductComesOnline comes -> {
          CatalogProduct shoe =
              new CatalogProduct(
                  SHOE,
                  SHOE.toString(),
                  "v1",
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  "ACTIVE",
                  List.of());
          catalog.replaceAll(List.of(shoe));
          names = ProductLookupIndex.of(List.of(shoe));
        }
        case WaitingApplied applied -> {
          applying.run(List.of(SHOE));
          applying.run(facilities);
        }
      }
    }

    List<Instant> taken() {
      return ledger.facts(KEY, Instant.MIN).movements().stream()
          .map(StockMovement::effective)
          .toList();
    }

    private Died died() {
      acceptedAtDeath = accepted;
      return new Died();
    }

    private <T> T mortal(Class<T> port, T real, int fatal, boolean before) {
      return port.cast(
          Proxy.newProxyInstance(
              port.getClassLoader(),
              new Class<?>[] {port},
              (proxy, method, arguments) -> {
                boolean dies = ++calls == fatal;
                if (dies && before) {
                  throw died();
                }
                try {
                  Object answer = method.invoke(real, arguments);
                  accepted |= method.getReturnType() == WaitingMovements.Acceptance.class;
                  if (dies) {
                    throw died();
                  }
                  return answer;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }
  }
}
