// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import static io.inventorybridge.pos.WaitingMovementsContract.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.catalog.InMemoryCatalog;
import io.inventorybridge.catalog.NameIndex;
import io.inventorybridge.catalog.OnlineProducts;
import io.inventorybridge.catalog.Product;
import io.inventorybridge.catalog.ProductName;
import io.inventorybridge.facilities.Facility;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Entry;
import io.inventorybridge.ledger.InMemoryLedger;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.morning.InMemoryStoreActivity;
import io.inventorybridge.pos.ApplyingWaitingMovements.Total;
import io.inventorybridge.pos.UpdatingInventory.Applied;
import io.inventorybridge.pos.UpdatingInventory.NotOnline;
import io.inventorybridge.pos.UpdatingInventory.OtherContent;
import io.inventorybridge.pos.UpdatingInventory.Outcome;
import io.inventorybridge.pos.UpdatingInventory.UnknownStore;
import io.inventorybridge.pos.WaitingMovements.ForProduct;
import io.inventorybridge.pos.WaitingMovements.ForStore;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
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
  private static final Upc SHOE = Upc.of("2050000163913");
  private static final StockKey KEY = StockKey.of("SVC21", "2050000163913");

  private final InMemoryLedger ledger = new InMemoryLedger();
  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final InMemoryWaitingMovements waiting = new InMemoryWaitingMovements();
  private final PostingEntries entries =
      new PostingEntries(ledger, Backoff.NONE, Clock.fixed(NINE, ZoneOffset.UTC));
  private final InMemoryStoreActivity activity = new InMemoryStoreActivity();
  private NameIndex names = NameIndex.EMPTY;
  private FacilityDirectory facilities = FacilityDirectory.of(List.of());
  private final OnlineProducts online = new OnlineProducts(catalog, () -> names);
  private final UpdatingInventory updating =
      new UpdatingInventory(() -> facilities, online, waiting, ledger, entries, activity);
  private final ApplyingWaitingMovements applying =
      new ApplyingWaitingMovements(waiting, online, updating, Lanes.ONE);

  @BeforeEach
  void begin() {
    online(true);
    mapped("SVC21", "1/021");
  }

  @Test
  void aSaleMovesOnHandOfItsKey() {
    assertThat(updating.run(sale("e1"))).isInstanceOf(Applied.class);
    assertThat(onHand()).isEqualTo(Quantity.of(-1));
    assertThat(ledger.entries(KEY)).extracting(Entry::cause).hasSize(1);
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
    assertThat(onHand()).isEqualTo(Quantity.of(-4));
  }

  @Test
  void theSameEventAgainChangesNothingAndIsAnsweredAlike() {
    Outcome first = updating.run(sale("e1"));
    Outcome second = updating.run(received(sale("e1"), NINE.plusSeconds(60)));
    Outcome byOtherCode = updating.run(received(sale("e1").at(store("021")), NINE.plusSeconds(90)));
    assertThat(second).isEqualTo(first);
    assertThat(byOtherCode).isEqualTo(first);
    assertThat(onHand()).isEqualTo(Quantity.of(-1));
  }

  @Test
  void theSameEventWithAnotherContentIsRefusedWhereverTheFirstOneIs() {
    updating.run(sale("e1"));
    assertThat(updating.run(units("e1", -2))).isInstanceOf(OtherContent.class);
    online(false);
    updating.run(sale("e2"));
    assertThat(updating.run(units("e2", -2))).isInstanceOf(OtherContent.class);
    updating.run(sale("e3").at(store("999")));
    assertThat(updating.run(units("e3", -2).at(store("999")))).isInstanceOf(OtherContent.class);
    assertThat(onHand()).isEqualTo(Quantity.of(-1));
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
    assertThat(updating.run(units("e1", 1))).isInstanceOf(OtherContent.class);
  }

  @Test
  void aProductNotOnlineIsKeptAndAppliedAsOfItsFirstReceiptWhenItComesOnline() {
    online(false);
    assertThat(updating.run(sale("e1"))).isEqualTo(new NotOnline());
    assertThat(updating.run(received(sale("e1"), NINE.plusSeconds(60)))).isEqualTo(new NotOnline());
    assertThat(waiting.waiting(new ForProduct(ProductName.of(SHOE)))).containsExactly(sale("e1"));
    online(true);
    assertThat(applying.run(List.of(SHOE))).isEqualTo(new Total(1, 0, 0));
    assertThat(applying.run(List.of(SHOE))).isEqualTo(Total.NONE);
    assertThat(ledger.facts(KEY, Instant.MIN).movements())
        .extracting(Movement::effective)
        .containsExactly(NINE);
    assertThat(onHand()).isEqualTo(Quantity.of(-1));
  }

  @Test
  void aSaleBeforeTheSnapshotOfALaterBaselineIsInIt() {
    online(false);
    updating.run(at("before", NINE.minusSeconds(10)));
    updating.run(at("after", NINE.minusSeconds(2)));
    online(true);
    Instant snapshot = NINE.minusSeconds(5);
    Baseline row =
        new Baseline(
            new Baseline.Rank(snapshot, snapshot, "d1"), Quantity.of(12), "part-0001.csv", 2);
    entries.reset(entries.read(List.of(KEY)).apply(KEY), row);
    entries.settle(entries.read(List.of(KEY)).apply(KEY), "d1", Quantity.ZERO, 0);
    applying.run(List.of(SHOE));
    assertThat(onHand()).isEqualTo(Quantity.of(11));
  }

  @Test
  void aRepeatedCallFindsItsProductOnlineAndCountsAsOfTheFirst() {
    online(false);
    updating.run(sale("e1"));
    online(true);
    Outcome again = updating.run(received(sale("e1"), NINE.plusSeconds(3600)));
    assertThat(effective(again)).isEqualTo(NINE);
    applying.run(List.of(SHOE));
    assertThat(onHand()).isEqualTo(Quantity.of(-1));
    assertThat(waiting.isEmpty()).isTrue();
  }

  @Test
  void anAppliedMovementStaysAppliedWhenItsProductLeavesTheCatalog() {
    Outcome first = updating.run(sale("e1"));
    online(false);
    assertThat(updating.run(sale("e1"))).isEqualTo(first);
    assertThat(updating.run(sale("e2"))).isEqualTo(new NotOnline());
    online(true);
    applying.run(List.of(SHOE));
    assertThat(onHand()).isEqualTo(Quantity.of(-2));
  }

  @Test
  void aMovementBySkuOrShopifyIdWaitsUnderThatNameAndIsFoundByTheProduct() {
    online(false);
    updating.run(named("e1", ProductName.sku("SHOE-42")));
    updating.run(named("e2", ProductName.shopify("gid://shopify/ProductVariant/v1")));
    updating.run(named("e3", ProductName.shopify("4711")));
    updating.run(named("e4", ProductName.sku("ANOTHER")));
    online(true);
    assertThat(applying.run(List.of(SHOE))).isEqualTo(new Total(3, 0, 0));
    assertThat(onHand()).isEqualTo(Quantity.of(-3));
    assertThat(waiting.waiting(new ForProduct(ProductName.sku("ANOTHER")))).hasSize(1);
  }

  @Test
  void anUnknownStoreIsAnsweredSoKeptAndAppliedWhenItIsMapped() {
    assertThat(updating.run(sale("e1").at(store("2/077")))).isEqualTo(new UnknownStore());
    assertThat(updating.run(sale("e2").at(store("SVA77")))).isEqualTo(new UnknownStore());
    assertThat(applying.run(facilities)).isEqualTo(Total.NONE);
    mapped("SVA77", "2/77");
    assertThat(applying.run(facilities)).isEqualTo(new Total(2, 0, 0));
    assertThat(ledger.find(StockKey.of("SVA77", SHOE.toString())).orElseThrow().onHand())
        .isEqualTo(Quantity.of(-2));
    assertThat(updating.run(received(sale("e1").at(store("2/077")), NINE.plusSeconds(60))))
        .isInstanceOf(Applied.class);
    assertThat(waiting.waiting(new ForStore("2/077"))).isEmpty();
  }

  @Test
  void aRepeatedCallAtAStoreMappedMeanwhileCountsAsOfTheFirst() {
    updating.run(sale("e1").at(store("2/077")));
    mapped("SVA77", "2/77");
    Outcome again = updating.run(received(sale("e1").at(store("2/077")), NINE.plusSeconds(3600)));
    assertThat(effective(again)).isEqualTo(NINE);
    assertThat(applying.run(facilities)).isEqualTo(new Total(1, 0, 0));
    assertThat(ledger.find(StockKey.of("SVA77", SHOE.toString())).orElseThrow().onHand())
        .isEqualTo(Quantity.of(-1));
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
    assertThat(onHand()).isEqualTo(Quantity.of(-1));
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
    Product shoe =
        new Product(
            SHOE,
            SHOE.toString(),
            "v1",
            Optional.of("SHOE-42"),
            Optional.of("4711"),
            Optional.empty(),
            yes ? "ACTIVE" : "DRAFT",
            List.of());
    catalog.replaceAll(List.of(shoe));
    names = NameIndex.of(List.of(shoe));
  }

  private void mapped(String id, String code) {
    facilities = FacilityDirectory.of(List.of(Facility.of(id).withExternalId(code)));
  }

  private Quantity onHand() {
    return ledger.find(KEY).map(StockRecord::onHand).orElse(Quantity.ZERO);
  }

  private static Instant effective(Outcome outcome) {
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
        ProductName.of(SHOE),
        Quantity.of(units),
        "TLTLTLLL01",
        Reason.POS_SALE,
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

  private static ReportedMovement named(String id, ProductName name) {
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
    public void keep(Place place, ReportedMovement movement) {
      if (!happened) {
        happened = true;
        meanwhile.run();
      }
      inner.keep(place, movement);
    }

    @Override
    public List<ReportedMovement> waiting(Place place) {
      return inner.waiting(place);
    }

    @Override
    public void remove(Place place, ReportedMovement movement) {
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
