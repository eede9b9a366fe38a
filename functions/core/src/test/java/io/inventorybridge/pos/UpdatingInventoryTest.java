// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import static io.inventorybridge.pos.WaitingMovementsContract.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.ledger.InMemoryStockLedger;
import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.InMemoryProductCatalog;
import io.inventorybridge.masterdata.catalog.OnlineProducts;
import io.inventorybridge.masterdata.catalog.ProductIdentifier;
import io.inventorybridge.masterdata.catalog.ProductLookupIndex;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.pos.ApplyingWaitingMovements.Total;
import io.inventorybridge.pos.UpdatingInventory.Applied;
import io.inventorybridge.pos.UpdatingInventory.DifferentContent;
import io.inventorybridge.pos.UpdatingInventory.MovementOutcome;
import io.inventorybridge.pos.UpdatingInventory.NotOnline;
import io.inventorybridge.pos.UpdatingInventory.UnknownStore;
import io.inventorybridge.pos.WaitingMovements.ForProduct;
import io.inventorybridge.pos.WaitingMovements.ForStore;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdatingInventoryTest {
  private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
  private static final CanonicalUpc SHOE = CanonicalUpc.of("2050000163913");
  private static final StockKey KEY = StockKey.of("SVC21", "2050000163913");

  private final InMemoryStockLedger ledger = new InMemoryStockLedger();
  private final InMemoryProductCatalog catalog = new InMemoryProductCatalog();
  private final InMemoryWaitingMovements waiting = new InMemoryWaitingMovements();
  private final LedgerWriter entries =
      new LedgerWriter(ledger, BackoffPolicy.NONE, Clock.fixed(NINE, ZoneOffset.UTC));
  private final InMemoryStoreActivity activity = new InMemoryStoreActivity();
  private ProductLookupIndex names = ProductLookupIndex.EMPTY;
  private FacilityDirectory facilities = FacilityDirectory.of(List.of());
  private final OnlineProducts online = new OnlineProducts(catalog, () -> names);
  private final UpdatingInventory updating =
      new UpdatingInventory(() -> facilities, online, waiting, ledger, entries, activity);
  private final ApplyingWaitingMovements applying =
      new ApplyingWaitingMovements(waiting, online, updating, BoundedParallelism.ONE);

  @BeforeEach
  void begin() {
    online(true);
    mapped("SVC21", "1/021");
  }

  @Test
  void aSaleMovesOnHandOfItsKey() {
    assertThat(updating.run(sale("e1"))).isInstanceOf(Applied.class);
    assertThat(onHand()).isEqualTo(StockQuantity.of(-1));
    assertThat(ledger.entries(KEY)).extracting(LedgerEntry::cause).hasSize(1);
    assertThat(waiting.isEmpty()).isTrue();
  }

  @Test
  void aPosReportIsActivityOfItsStoreAlsoForProductsNotOnline() {
    online(false);
    assertThat(updating.run(sale("e1"))).isInstanceOf(NotOnline.class);
    assertThat(activity.latest(KEY.facility(), NINE.plusSeconds(1))).contains(NINE);
  }

  @Test
  void aStoreIsFoundByRetailProsCodeToo() {
    for (String code : List.of("021", "21", "1/021", "01/21")) {
      assertThat(updating.run(sale(code + "-event").at(store(code)))).isInstanceOf(Applied.class);
    }
    assertThat(onHand()).isEqualTo(StockQuantity.of(-4));
  }

  @Test
  void theSameEventAgainChangesNothingAndIsAnsweredAlike() {
    MovementOutcome first = updating.run(sale("e1"));
    MovementOutcome second = updating.run(received(sale("e1"), NINE.plusSeconds(60)));
    MovementOutcome byOtherCode =
        updating.run(received(sale("e1").at(store("021")), NINE.plusSeconds(90)));
    assertThat(second).isEqualTo(first);
    assertThat(byOtherCode).isEqualTo(first);
    assertThat(onHand()).isEqualTo(StockQuantity.of(-1));
  }

  @Test
  void theSameEventWithAnotherContentIsRefusedWhereverTheFirstOneIs() {
    updating.run(sale("e1"));
    assertThat(updating.run(units("e1", -2))).isInstanceOf(DifferentContent.class);
    online(false);
    updating.run(sale("e2"));
    assertThat(updating.run(units("e2", -2))).isInstanceOf(DifferentContent.class);
    updating.run(sale("e3").at(store("999")));
    assertThat(updating.run(units("e3", -2).at(store("999")))).isInstanceOf(DifferentContent.class);
    assertThat(onHand()).isEqualTo(StockQuantity.of(-1));
  }

  @Test
  void theSameEventIdAtAnotherStoreIsAnotherEvent() {
    facilities = FacilityDirectory.of(List.of(Facility.of("SVC21"), Facility.of("SVA26")));
    updating.run(sale("e1"));
    assertThat(updating.run(units("e1", -5).at(store("SVA26")))).isInstanceOf(Applied.class);
  }

  @Test
  void itTakesEffectWhenItHappenedButNeverAfterItWasReceived() {
    Instant eight = NINE.minus(Duration.ofHours(1));
    assertThat(effective(updating.run(at("e1", eight)))).isEqualTo(eight);
    assertThat(effective(updating.run(at("e2", NINE.plusSeconds(1))))).isEqualTo(NINE);
    assertThat(effective(updating.run(sale("e3")))).isEqualTo(NINE);
    assertThat(sale("e3").timeAssumed()).isTrue();
    assertThat(at("e1", eight).timeAssumed()).isFalse();
  }

  @Test
  void nothingToMoveIsTakenInOnceAndPostsNoEntry() {
    assertThat(updating.run(units("e1", 0))).isInstanceOf(Applied.class);
    assertThat(ledger.entries(KEY)).isEmpty();
    assertThat(updating.run(units("e1", 1))).isInstanceOf(DifferentContent.class);
  }

  @Test
  void aProductNotOnlineIsKeptAndAppliedAsOfItsFirstReceiptWhenItComesOnline() {
    online(false);
    assertThat(updating.run(sale("e1"))).isEqualTo(new NotOnline());
    assertThat(updating.run(received(sale("e1"), NINE.plusSeconds(60)))).isEqualTo(new NotOnline());
    assertThat(waiting.waiting(new ForProduct(ProductIdentifier.of(SHOE))))
        .containsExactly(sale("e1"));
    online(true);
    assertThat(applying.run(List.of(SHOE))).isEqualTo(new Total(1, 0, 0));
    assertThat(applying.run(List.of(SHOE))).isEqualTo(Total.NONE);
    assertThat(ledger.facts(KEY, Instant.MIN).movements())
        .extracting(StockMovement::effective)
        .containsExactly(NINE);
    assertThat(onHand()).isEqualTo(StockQuantity.of(-1));
  }

  @Test
  void aSaleBeforeTheSnapshotOfALaterBaselineIsInIt() {
    online(false);
    updating.run(at("before", NINE.minusSeconds(10)));
    updating.run(at("after", NINE.minusSeconds(2)));
    online(true);
    Instant snapshot = NINE.minusSeconds(5);
    StockBaseline row =
        new StockBaseline(
            new StockBaseline.Rank(snapshot, snapshot, "d1"),
            StockQuantity.of(12),
            "part-0001.csv",
            2);
    entries.reset(entries.read(List.of(KEY)).apply(KEY), row);
    entries.settle(entries.read(List.of(KEY)).apply(KEY), "d1", StockQuantity.ZERO, 0);
    applying.run(List.of(SHOE));
    assertThat(onHand()).isEqualTo(StockQuantity.of(11));
  }

  @Test
  void aRepeatedCallFindsItsProductOnlineAndCountsAsOfTheFirst() {
    online(false);
    updating.run(sale("e1"));
    online(true);
    MovementOutcome again = updating.run(received(sale("e1"), NINE.plusSeconds(3600)));
    assertThat(effective(again)).isEqualTo(NINE);
    applying.run(List.of(SHOE));
    assertThat(onHand()).isEqualTo(StockQuantity.of(-1));
    assertThat(waiting.isEmpty()).isTrue();
  }

  @Test
  void anAppliedMovementStaysAppliedWhenItsProductLeavesTheCatalog() {
    MovementOutcome first = updating.run(sale("e1"));
    online(false);
    assertThat(updating.run(sale("e1"))).isEqualTo(first);
    assertThat(updating.run(sale("e2"))).isEqualTo(new NotOnline());
    online(true);
    applying.run(List.of(SHOE));
    assertThat(onHand()).isEqualTo(StockQuantity.of(-2));
  }

  @Test
  void aMovementBySkuOrShopifyIdWaitsUnderThatNameAndIsFoundByTheProduct() {
    online(false);
    updating.run(named("e1", ProductIdentifier.sku("SHOE-42")));
    updating.run(named("e2", ProductIdentifier.shopify("gid://shopify/ProductVariant/v1")));
    updating.run(named("e3", ProductIdentifier.shopify("4711")));
    updating.run(named("e4", ProductIdentifier.sku("ANOTHER")));
    online(true);
    assertThat(applying.run(List.of(SHOE))).isEqualTo(new Total(3, 0, 0));
    assertThat(onHand()).isEqualTo(StockQuantity.of(-3));
    assertThat(waiting.waiting(new ForProduct(ProductIdentifier.sku("ANOTHER")))).hasSize(1);
  }

  @Test
  void anUnknownStoreIsAnsweredSoKeptAndAppliedWhenItIsMapped() {
    assertThat(updating.run(sale("e1").at(store("2/077")))).isEqualTo(new UnknownStore());
    assertThat(updating.run(sale("e2").at(store("SVA77")))).isEqualTo(new UnknownStore());
    assertThat(applying.run(facilities)).isEqualTo(Total.NONE);
    mapped("SVA77", "2/77");
    assertThat(applying.run(facilities)).isEqualTo(new Total(2, 0, 0));
    assertThat(ledger.find(StockKey.of("SVA77", SHOE.toString())).orElseThrow().onHand())
        .isEqualTo(StockQuantity.of(-2));
    assertThat(updating.run(received(sale("e1").at(store("2/077")), NINE.plusSeconds(60))))
        .isInstanceOf(Applied.class);
    assertThat(waiting.waiting(new ForStore("2/077"))).isEmpty();
  }

  @Test
  void aRepeatedCallAtAStoreMappedMeanwhileCountsAsOfTheFirst() {
    updating.run(sale("e1").at(store("2/077")));
    mapped("SVA77", "2/77");
    MovementOutcome again =
        updating.run(received(sale("e1").at(store("2/077")), NINE.plusSeconds(3600)));
    assertThat(effective(again)).isEqualTo(NINE);
    assertThat(applying.run(facilities)).isEqualTo(new Total(1, 0, 0));
    assertThat(ledger.find(StockKey.of("SVA77", SHOE.toString())).orElseThrow().onHand())
        .isEqualTo(StockQuantity.of(-1));
  }

  @Test
  void aMovementAtAStoreThatIsMappedWaitsOnForItsProduct() {
    online(false);
    updating.run(sale("e1").at(store("2/077")));
    mapped("SVA77", "2/77");
    assertThat(applying.run(facilities)).isEqualTo(new Total(0, 1, 0));
    assertThat(waiting.waiting(new ForStore("2/077"))).isEmpty();
    online(true);
    assertThat(applying.run(List.of(SHOE))).isEqualTo(new Total(1, 0, 0));
  }

  @Test
  void aQueueIsNotAStore() {
    facilities =
        FacilityDirectory.of(
            List.of(
                new Facility(
                    store("QUEUE"),
                    Optional.empty(),
                    Optional.empty(),
                    "VIRTUAL",
                    Optional.empty(),
                    List.of(),
                    true)));
    assertThat(updating.run(sale("e1").at(store("QUEUE")))).isEqualTo(new UnknownStore());
  }

  @Test
  void anEventIdUsedForTwoContentsUnderTwoCodesOfAStoreIsCountedAsAContradiction() {
    updating.run(sale("e1").at(store("2/077")));
    updating.run(units("e1", -9).at(store("077")));
    mapped("SVA77", "2/77");
    assertThat(applying.run(facilities)).isEqualTo(new Total(1, 0, 1));
    assertThat(waiting.waiting(new ForStore("2/077"))).isEmpty();
    assertThat(waiting.waiting(new ForStore("077"))).isEmpty();
  }

  @Test
  void aProductThatComesOnlineWhileItsMovementIsKeptIsSeenByTheCall() {
    online(false);
    WaitingMovements racing =
        new Racing(
            waiting,
            () -> {
              applying.run(List.of(SHOE));
              online(true);
            });
    UpdatingInventory call =
        new UpdatingInventory(() -> facilities, online, racing, ledger, entries, activity);
    assertThat(call.run(sale("e1"))).isInstanceOf(Applied.class);
    assertThat(onHand()).isEqualTo(StockQuantity.of(-1));
    assertThat(waiting.isEmpty()).isTrue();
  }

  @Test
  void aStoreThatIsMappedWhileItsMovementIsKeptIsSeenByTheCall() {
    WaitingMovements racing = new Racing(waiting, () -> mapped("SVA77", "2/77"));
    UpdatingInventory call =
        new UpdatingInventory(() -> facilities, online, racing, ledger, entries, activity);
    assertThat(call.run(sale("e1").at(store("2/077")))).isInstanceOf(Applied.class);
    assertThat(waiting.waiting(new ForStore("2/077"))).isEmpty();
  }

  private void online(boolean yes) {
    CatalogProduct shoe =
        new CatalogProduct(
            SHOE,
            SHOE.toString(),
            "v1",
            Optional.of("SHOE-42"),
            Optional.of("4711"),
            Optional.empty(),
            yes ? "ACTIVE" : "DRAFT",
            List.of());
    catalog.replaceAll(List.of(shoe));
    names = ProductLookupIndex.of(List.of(shoe));
  }

  private void mapped(String id, String code) {
    facilities = FacilityDirectory.of(List.of(Facility.of(id).withExternalId(code)));
  }

  private StockQuantity onHand() {
    return ledger.find(KEY).map(StockRecord::onHand).orElse(StockQuantity.ZERO);
  }

  private static Instant effective(MovementOutcome outcome) {
    return ((Applied) outcome).movement().effective();
  }

  private static FacilityId store(String written) {
    return new FacilityId(written);
  }

  private static ReportedMovement sale(String id) {
    return units(id, -1);
  }

  private static ReportedMovement units(String id, long units) {
    return new ReportedMovement(
        "SVC21",
        ProductIdentifier.of(SHOE),
        StockQuantity.of(units),
        "TLTLTLLL01",
        VarianceReason.POS_SALE,
        id,
        Optional.empty(),
        NINE);
  }

  private static ReportedMovement at(String id, Instant eventTime) {
    ReportedMovement sale = sale(id);
    return new ReportedMovement(
        sale.facility(),
        sale.product(),
        sale.units(),
        sale.location(),
        sale.reason(),
        id,
        Optional.of(eventTime),
        NINE);
  }

  private static ReportedMovement named(String id, ProductIdentifier name) {
    ReportedMovement sale = sale(id);
    return new ReportedMovement(
        sale.facility(),
        name,
        sale.units(),
        sale.location(),
        sale.reason(),
        id,
        Optional.empty(),
        NINE);
  }

  /** Makes something happen just before the first movement is kept. */
  private static final class Racing implements WaitingMovements {
    private final WaitingMovements inner;
    private final Runnable meanwhile;
    private boolean happened;

    Racing(WaitingMovements inner, Runnable meanwhile) {
      this.inner = inner;
      this.meanwhile = meanwhile;
    }

    @Override
    public Acceptance accept(ReportedMovement movement) {
      return inner.accept(movement);
    }

    @Override
    public Acceptance acceptAsWritten(ReportedMovement movement) {
      return inner.acceptAsWritten(movement);
    }

    @Override
    public List<ReportedMovement> acceptedAsWritten(String eventId) {
      return inner.acceptedAsWritten(eventId);
    }

    @Override
    public void keep(WaitingFor place, ReportedMovement movement) {
      if (!happened) {
        happened = true;
        meanwhile.run();
      }
      inner.keep(place, movement);
    }

    @Override
    public List<ReportedMovement> waiting(WaitingFor place) {
      return inner.waiting(place);
    }

    @Override
    public void remove(WaitingFor place, ReportedMovement movement) {
      inner.remove(place, movement);
    }

    @Override
    public List<String> stores() {
      return inner.stores();
    }

    @Override
    public boolean isEmpty() {
      return inner.isEmpty();
    }
  }
}
