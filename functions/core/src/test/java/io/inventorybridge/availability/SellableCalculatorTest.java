// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.availability.PublicationState.AsCounted;
import io.inventorybridge.availability.PublicationState.FromSettledBaseline;
import io.inventorybridge.availability.PublicationState.NotPublished;
import io.inventorybridge.availability.PublicationState.OnlyFalls;
import io.inventorybridge.availability.PublicationState.Reason;
import io.inventorybridge.ledger.InMemoryStockLedger;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.InMemoryProductCatalog;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.orders.AcknowledgmentPolicy;
import io.inventorybridge.orders.InMemoryFacilityOrderIndex;
import io.inventorybridge.orders.InMemoryOrderRepository;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.orders.OrderVersion.ShopifyItem;
import io.inventorybridge.orders.RecordingOrders;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SellableCalculatorTest {
  private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NINE, ZoneOffset.UTC);
  private static final ShopLocationId SHOP = new ShopLocationId("70");
  private static final ItemAtLocation PAIR = new ItemAtLocation(new InventoryItemId("11"), SHOP);
  private static final StockKey A = StockKey.of("A", "1");
  private static final StockKey B = StockKey.of("B", "1");

  private final InMemoryStockLedger ledger = new InMemoryStockLedger();
  private final InMemoryProductCatalog catalog = new InMemoryProductCatalog();
  private final LedgerWriter entries = new LedgerWriter(ledger, BackoffPolicy.NONE, CLOCK);
  private final FacilityDirectory directory =
      FacilityDirectory.of(List.of(store("A", "71"), store("B", "72"), store("C", "72")));
  private final TreeSet<CanonicalUpc> awaitingProducts = new TreeSet<>();
  private final TreeSet<FacilityId> awaiting = new TreeSet<>();
  private List<CatalogProduct> products =
      List.of(product("1", "v1", "gid://shopify/InventoryItem/11"), product("2", "v2", "12"));
  private LocationMapping locationMapping = new LocationMapping.SingleLocation(Optional.of(SHOP));
  private Optional<CalculationInputs> before = Optional.empty();
  private Topology topology = Topology.ONE_LOCATION;
  private int deliveries;
  private int versions;

  private final RecordingOrders recording =
      new RecordingOrders(
          new InMemoryOrderRepository(),
          new InMemoryFacilityOrderIndex(),
          entries,
          () -> directory,
          new CatalogLocationMapping(() -> catalog, () -> directory, () -> topology),
          BoundedParallelism.ONE,
          BackoffPolicy.NONE);

  SellableCalculatorTest() {
    catalog.replaceAll(products);
  }

  @Test
  void aTargetIsOnlineAtpPlusTheCommittedUnits() {
    stock(A, 5);
    stock(B, -3);
    order("o1", "5001", line("1", 2, "A", ItemStatus.OPEN));
    order("o2", "5002", line("1", 1, "-", ItemStatus.OPEN));
    SellableTarget sellableTarget = sellableTarget();
    assertThat(sellableTarget.online()).isEqualTo(2);
    assertThat(sellableTarget.heldByOrder()).isEqualTo(Map.of("5001", 2L, "5002", 1L));
    assertThat(sellableTarget.units()).isEqualTo(5);
    assertThat(sellableTarget.state()).isEqualTo(new AsCounted());
    assertThat(sellableTarget.product()).contains(A.upc());
    assertThat(sellableTarget.hasUnnamedOrders()).isFalse();
  }

  @Test
  void anOrderThatMovesBetweenStoresDoesNotChangeTheTarget() {
    stock(A, 100);
    stock(B, 100);
    long before = sellableTarget().units();
    for (OrderVersion.Item there :
        List.of(
            line("1", 2, "-", ItemStatus.OPEN),
            line("1", 2, "A", ItemStatus.OPEN),
            line("1", 2, "B", ItemStatus.OPEN),
            line("1", 2, "B", ItemStatus.COMPLETED),
            line("1", 2, "B", ItemStatus.CANCELLED),
            line("1", 2, "A", ItemStatus.OPEN))) {
      order("o1", "5001", there);
      assertThat(sellableTarget().units()).as("%s", there).isEqualTo(before);
    }
  }

  @Test
  void anOrderOfAnotherChannelIsInNoCounter() {
    stock(A, 10);
    order("o1", Optional.of("POS_WEB"), Optional.empty(), line("1", 2, "A", ItemStatus.OPEN));
    assertThat(sellableTarget().units()).isEqualTo(8);
    assertThat(sellableTarget().counter()).isZero();
  }

  @Test
  void anOrderWithoutAShopifyIdIsCountedAndReported() {
    stock(A, 10);
    order("o1", Optional.of("SHOPIFY"), Optional.empty(), line("1", 2, "A", ItemStatus.OPEN));
    assertThat(sellableTarget().heldByUnnamedOrders()).isEqualTo(2);
    assertThat(sellableTarget().units()).isEqualTo(10);
    order("o1", Optional.of("SHOPIFY"), Optional.empty(), line("1", 2, "A", ItemStatus.CANCELLED));
    assertThat(sellableTarget().heldByUnnamedOrders()).isZero();
    assertThat(sellableTarget().hasUnnamedOrders()).isTrue();
  }

  @Test
  void aResetWithoutItsVarianceIsNotInTheTargetButTheLastSaleIs() {
    stock(A, 1);
    reset(A, 500, NINE.minusSeconds(60));
    assertThat(sellableTarget().online()).isEqualTo(1);
    assertThat(sellableTarget().state()).isEqualTo(new FromSettledBaseline());
    entries.postMovement(new StockMovement(A, "till-1", NINE, StockQuantity.of(-1)));
    assertThat(sellableTarget().units()).isZero();
    settle(A);
    assertThat(sellableTarget().units()).isEqualTo(499);
    assertThat(sellableTarget().state()).isEqualTo(new AsCounted());
  }

  @Test
  void anItemStaysWithTheCounterItsLineWasFirstRecordedAt() {
    stock(A, 10);
    order("o1", "5001", withoutItem("1", 2, "A"));
    assertThat(sellableTarget().units()).isEqualTo(10);
    replaceCatalog(product("1", "v1", "19"));
    order("o1", "5001", withoutItem("1", 2, "B"));
    assertThat(read(new ItemAtLocation(new InventoryItemId("19"), SHOP)).counter()).isZero();
    assertThat(sellableTarget().counter()).isEqualTo(2);
    assertThat(sellableTarget().state()).isEqualTo(new NotPublished(Reason.NOT_ONLINE));
    assertThat(sellableTarget().online()).isZero();
  }

  @Test
  void anUnpublishedPairHasAReason() {
    stock(A, 10);
    awaitingProducts.add(A.upc());
    assertThat(sellableTarget().state()).isEqualTo(new NotPublished(Reason.AWAITING_BASELINE));
    assertThat(calculator().pairsOf(A.upc())).isEmpty();
    awaitingProducts.clear();
    assertThat(sellableTarget().state()).isEqualTo(new AsCounted());
    assertThat(read(new ItemAtLocation(PAIR.item(), new ShopLocationId("99"))).state())
        .isEqualTo(new NotPublished(Reason.NO_STOCK_AT_LOCATION));
    replaceCatalog(product("1", "v1", "11"), product("1", "v9", "99"));
    assertThat(sellableTarget().state()).isEqualTo(new OnlyFalls());
    assertThat(calculator().pairsOf(A.upc()))
        .contains(PAIR, new ItemAtLocation(new InventoryItemId("99"), PAIR.location()));
    replaceCatalog(product("1", "v1", "11"), product("2", "v9", "11"));
    assertThat(sellableTarget().state()).isEqualTo(new NotPublished(Reason.NOT_ONLINE));
    assertThat(calculator().pairsOf(PAIR.item())).isEmpty();
  }

  @Test
  void theKeysOfAStoreThatWaitsForItsBackfillCountNothing() {
    stock(A, 10);
    stock(B, 3);
    awaiting.add(A.facility());
    assertThat(sellableTarget().units()).isEqualTo(3);
  }

  @Test
  void aLocationPerStoreCountsItsOwnStockAndCounters() {
    topology = Topology.LOCATION_PER_FACILITY;
    locationMapping =
        LocationMapping.ofStores(FacilityDirectory.of(List.of(store("A", "71"), store("B", "72"))));
    stock(A, 5);
    stock(B, 4);
    order("o1", "5001", line("1", 2, "B", ItemStatus.OPEN));
    order("o2", "5002", line("1", 1, "-", ItemStatus.OPEN));
    SellableTarget a = read(new ItemAtLocation(PAIR.item(), new ShopLocationId("71")));
    SellableTarget b = read(new ItemAtLocation(PAIR.item(), new ShopLocationId("72")));
    assertThat(a.online()).isEqualTo(4);
    assertThat(a.counter()).isZero();
    assertThat(b.online()).isEqualTo(2);
    assertThat(b.heldByOrder()).isEqualTo(Map.of("5001", 2L));
    assertThat(calculator().pairsOf(A.upc())).containsExactly(a.pair(), b.pair());
  }

  @Test
  void aLocationThatTwoStoresClaimBelongsToNeither() {
    assertThat(LocationMapping.ofStores(directory).locations())
        .containsExactly(new ShopLocationId("71"));
  }

  @Test
  void aLocationThatItsStoreLeavesShowsNothingAndIsVisitedWithTheProduct() {
    topology = Topology.LOCATION_PER_FACILITY;
    locationMapping =
        LocationMapping.ofStores(FacilityDirectory.of(List.of(store("A", "71"), store("B", "72"))));
    stock(A, 5);
    stock(B, 4);
    order("o1", "5001", line("1", 2, "B", ItemStatus.OPEN));
    before = Optional.of(inputs());
    locationMapping = LocationMapping.ofStores(FacilityDirectory.of(List.of(store("A", "71"))));
    ItemAtLocation left = new ItemAtLocation(PAIR.item(), new ShopLocationId("72"));
    assertThat(read(left).state()).isEqualTo(new AsCounted());
    assertThat(read(left).online()).isZero();
    assertThat(read(left).counter()).isEqualTo(2);
    assertThat(calculator().pairsOf(PAIR.item())).contains(left);
    assertThat(calculator().isLeft(left.location())).isTrue();
    locationMapping = LocationMapping.ofStores(directory);
    assertThat(read(left).state()).isEqualTo(new NotPublished(Reason.NO_STOCK_AT_LOCATION));
    assertThat(calculator().pairsOf(PAIR.item())).doesNotContain(left);
  }

  @Test
  void everyPairIsWalkedOnce() {
    List<CatalogProduct> many = new ArrayList<>();
    for (int i = 1; i <= 250; i++) {
      many.add(product("" + i, "v" + i, "" + (1000 + i)));
    }
    replaceCatalog(many.toArray(CatalogProduct[]::new));
    List<ItemAtLocation> walked = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      SellableTargets.PairPage page = calculator().pairs(after);
      walked.addAll(page.pairs());
      after = page.next();
    } while (after.isPresent());
    assertThat(walked).hasSize(250).doesNotHaveDuplicates();
  }

  @Test
  void theVersionIsAnotherAfterEveryWriteAndTheSameWithoutOne() {
    stock(A, 10);
    List<SellableVersion> seen = new ArrayList<>(List.of(sellableTarget().version()));
    List<Runnable> writes =
        List.of(
            () -> entries.postMovement(new StockMovement(A, "till-1", NINE, StockQuantity.of(-1))),
            () -> order("o1", "5001", line("1", 2, "A", ItemStatus.OPEN)),
            () -> reset(A, 7, NINE.minusSeconds(60)),
            () -> settle(A),
            () -> awaiting.add(B.facility()));
    for (Runnable write : writes) {
      write.run();
      assertThat(sellableTarget().version()).isNotIn(seen).isEqualTo(sellableTarget().version());
      seen.add(sellableTarget().version());
    }
  }

  @Test
  void aReadingIsOfOneMomentWithConcurrentWriters() {
    Random random = new Random(11);
    for (int world = 0; world < 300; world++) {
      stock(A, 100);
      List<Integer> left = new ArrayList<>(List.of(random.nextInt(4), random.nextInt(4)));
      String order = "w" + world;
      StockLedger interrupted =
          (StockLedger)
              Proxy.newProxyInstance(
                  StockLedger.class.getClassLoader(),
                  new Class<?>[] {StockLedger.class},
                  (proxy, method, arguments) -> {
                    if (!left.isEmpty() && left.removeFirst() > 0) {
                      order(order, "6" + order.substring(1), line("1", 3, "A", ItemStatus.OPEN));
                    }
                    Object answer = method.invoke(ledger, arguments);
                    if (!left.isEmpty() && left.removeFirst() > 0) {
                      order(
                          order, "6" + order.substring(1), line("1", 3, "B", ItemStatus.CANCELLED));
                    }
                    return answer;
                  });
      SellableTarget sellableTarget =
          new SellableCalculator(interrupted, this::inputs, BoundedParallelism.ONE)
              .read(List.of(PAIR))
              .getFirst();
      assertThat(sellableTarget.units()).as("world %d", world).isEqualTo(100);
      order(order, "6" + order.substring(1), line("1", 3, "A", ItemStatus.CANCELLED));
    }
  }

  private SellableTarget sellableTarget() {
    return read(PAIR);
  }

  private SellableTarget read(ItemAtLocation pair) {
    return calculator().read(List.of(pair)).getFirst();
  }

  private SellableCalculator calculator() {
    return new SellableCalculator(ledger, this::inputs, BoundedParallelism.ONE);
  }

  private CalculationInputs inputs() {
    return CalculationInputs.of(
            OnlineCatalog.of(products),
            directory,
            RuleBook.EMPTY,
            locationMapping,
            awaitingProducts,
            awaiting)
        .after(before.orElseGet(this::withoutLocation));
  }

  private CalculationInputs withoutLocation() {
    return CalculationInputs.of(
        OnlineCatalog.EMPTY,
        directory,
        RuleBook.EMPTY,
        new LocationMapping.SingleLocation(Optional.empty()),
        new TreeSet<>(),
        new TreeSet<>());
  }

  private void replaceCatalog(CatalogProduct... now) {
    products = List.of(now);
    catalog.replaceAll(products);
  }

  private void stock(StockKey key, long units) {
    reset(key, units, NINE.minusSeconds(3_600).plusSeconds(deliveries));
    settle(key);
  }

  private void reset(StockKey key, long units, Instant snapshot) {
    String delivery = "d" + ++deliveries;
    entries.reset(
        entries.read(List.of(key)).apply(key),
        new StockBaseline(
            new StockBaseline.Rank(snapshot, snapshot, delivery),
            StockQuantity.of(units),
            "part-0001.csv",
            2));
  }

  private void settle(StockKey key) {
    entries.settle(entries.read(List.of(key)).apply(key), "d" + deliveries, StockQuantity.ZERO, 2);
  }

  private void order(String id, String shopifyOrderId, OrderVersion.Item... lines) {
    order(id, Optional.of("SHOPIFY"), Optional.of(shopifyOrderId), lines);
  }

  private void order(
      String id,
      Optional<String> channel,
      Optional<String> shopifyOrderId,
      OrderVersion.Item... lines) {
    recording.record(
        List.of(
            new OrderVersion(
                id,
                channel,
                shopifyOrderId,
                OrderStatus.OPEN,
                NINE.plusSeconds(versions++),
                Optional.empty(),
                Optional.empty(),
                List.of(lines))),
        new AcknowledgmentPolicy.OrderCompleted());
  }

  private static OrderVersion.Item withoutItem(String seqId, long units, String store) {
    return line(seqId, units, store, ItemStatus.OPEN, Optional.empty());
  }

  private static OrderVersion.Item line(String seqId, long units, String store, ItemStatus status) {
    return line(seqId, units, store, status, Optional.of("gid://shopify/InventoryItem/11"));
  }

  private static OrderVersion.Item line(
      String seqId, long units, String store, ItemStatus status, Optional<String> item) {
    return new OrderVersion.Item(
        seqId,
        Optional.of(A.upc()),
        StockQuantity.of(units),
        store.equals("-") ? Optional.empty() : Optional.of(new FacilityId(store)),
        status,
        Optional.empty(),
        Optional.empty(),
        new ShopifyItem(item, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static CatalogProduct product(String upca, String productId, String item) {
    return new CatalogProduct(
        CanonicalUpc.of(upca),
        upca,
        productId,
        Optional.empty(),
        Optional.of(item),
        Optional.empty(),
        "",
        List.of());
  }

  private static Facility store(String id, String location) {
    return new Facility(
        new FacilityId(id),
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.of(location),
        List.of(),
        true);
  }
}
