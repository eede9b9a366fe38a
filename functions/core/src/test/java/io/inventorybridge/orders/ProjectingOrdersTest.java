// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.ledger.InMemoryStockLedger;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.masterdata.facilities.FacilityKinds;
import io.inventorybridge.masterdata.facilities.FacilityKinds.FacilityKind;
import io.inventorybridge.orders.ProjectingOrders.Reached;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.records.BadRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ProjectingOrdersTest {
  private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
  private static final FacilityId NEW = new FacilityId("NEW");
  private static final StockKey AT_NEW = StockKey.of("NEW", "11");
  private static final StockKey QUEUE = new StockKey(FacilityId.QUEUE, AT_NEW.upc());

  private final InMemoryStockLedger ledger = new InMemoryStockLedger();
  private final LedgerWriter entries =
      new LedgerWriter(ledger, BackoffPolicy.NONE, Clock.fixed(NINE, ZoneOffset.UTC));
  private final InMemoryOrderRepository orders = new InMemoryOrderRepository();
  private final InMemoryFacilityOrderIndex byFacility = new InMemoryFacilityOrderIndex();
  private final Map<FacilityId, FacilityKind> kinds = new HashMap<>();
  private final RecordingOrders recording = recording(() -> now());
  private final ProjectingOrders projecting = new ProjectingOrders(byFacility, recording);

  @Test
  void atAnUnknownFacilityOpenUnitsAreQueueDemandAndShippedUnitsWait() {
    record(recording, order("o1", 2, 3));
    assertThat(record(QUEUE).reserved().units()).isEqualTo(2);
    assertThat(record(AT_NEW).reserved().units()).isZero();
    assertThat(record(AT_NEW).onHand().units()).as("wait under its own id").isEqualTo(-3);
    assertThat(record(QUEUE).onHand().units()).isZero();
  }

  @Test
  void aFacilityThatBecomesAStoreTakesItsOpenUnitsFromTheQueue() {
    record(recording, order("o1", 2, 3));
    become(FacilityKind.STORE);
    assertThat(record(QUEUE).reserved().units()).isZero();
    assertThat(record(AT_NEW).reserved().units()).isEqualTo(2);
    assertThat(record(AT_NEW).onHand().units()).isEqualTo(-3);
  }

  @Test
  void aStoreThatBecomesAQueueOrIsKnownNoMoreGivesItsOpenUnitsToTheQueue() {
    for (FacilityKind none : List.of(FacilityKind.VIRTUAL, FacilityKind.UNKNOWN)) {
      become(FacilityKind.STORE);
      record(recording, order("o1", 2, 3));
      assertThat(record(AT_NEW).reserved().units()).isEqualTo(2);
      become(none);
      assertThat(record(AT_NEW).reserved().units()).isZero();
      assertThat(record(QUEUE).reserved().units()).isEqualTo(2);
      assertThat(record(AT_NEW).onHand().units()).as("shipped units stay").isEqualTo(-3);
    }
  }

  @Test
  void theShippedUnitsOfAFacilityCountFromItsFirstBaselineLikeThoseOfAnyStore() {
    record(recording, order("o1", 0, 3));
    become(FacilityKind.STORE);
    StockBaseline.Rank rank = new StockBaseline.Rank(NINE, NINE, "d1");
    entries.reset(
        record(AT_NEW), new StockBaseline(rank, StockQuantity.of(10), "part-0001.csv", 2));
    entries.settle(record(AT_NEW), "d1", StockQuantity.of(-3), 2);
    assertThat(record(AT_NEW).onHand().units()).isEqualTo(7);
  }

  @Test
  void anOrderIsFoundByAFacilityThatItNamedInAnyVersion() {
    become(FacilityKind.STORE);
    record(recording, order("o1", 2, 0));
    OrderVersion without = version("o1", NINE.plusSeconds(1), List.of());
    record(recording, without);
    assertThat(byFacility.ordersOf(NEW, "").orderIds()).containsExactly("o1");
    assertThat(record(AT_NEW).reserved().units()).isZero();
  }

  @Test
  void aRunThatIsCutOffGoesOnWhereItStoppedAndMayBeginAnew() {
    for (int n = 0; n < 250; n++) {
      record(recording, order("o" + n, 1, 0));
    }
    kinds.put(NEW, FacilityKind.STORE);
    Optional<Reached> reached = projecting.run(List.of(NEW), Optional.empty(), () -> false).next();
    assertThat(record(AT_NEW).reserved().units()).isEqualTo(100);
    reached = projecting.run(List.of(NEW), reached, () -> false).next();
    assertThat(record(AT_NEW).reserved().units()).isEqualTo(200);
    assertThat(projecting.run(List.of(NEW), reached, () -> false).next()).isEmpty();
    assertThat(record(AT_NEW).reserved().units()).isEqualTo(250);
    assertThat(projecting.run(List.of(NEW), Optional.empty(), () -> true).next()).isEmpty();
    assertThat(record(AT_NEW).reserved().units()).isEqualTo(250);
    assertThat(record(QUEUE).reserved().units()).isZero();
  }

  @Test
  void facilitiesThatChangeWhileAnOrderIsRecordedAreSeenAtItsEnd() {
    kinds.put(NEW, FacilityKind.STORE);
    int[] asked = {0};
    RecordingOrders overtaken =
        recording(
            () -> {
              FacilityKinds stores = now();
              if (asked[0]++ == 0) {
                become(FacilityKind.VIRTUAL); // all of it, before anything of the order is written
              }
              return stores;
            });
    record(overtaken, order("o1", 2, 0));
    assertThat(record(AT_NEW).reserved().units()).isZero();
    assertThat(record(QUEUE).reserved().units()).isEqualTo(2);
  }

  @Test
  void facilitiesThatChangeAfterTheLastLookFindTheOrderByItsName() {
    kinds.put(NEW, FacilityKind.STORE);
    record(recording, order("o1", 2, 0));
    become(FacilityKind.VIRTUAL);
    assertThat(record(QUEUE).reserved().units()).isEqualTo(2);
  }

  @Test
  void aDamagedOrderIsNamedAndDoesNotStopTheOthers() {
    record(recording, order("o1", 2, 0));
    record(recording, order("o3", 4, 0));
    byFacility.add("o2", List.of(NEW));
    kinds.put(NEW, FacilityKind.STORE);
    OrderRepository damaged =
        new OrderRepository() {
          @Override
          public Optional<StoredOrder> find(String orderId) {
            if (orderId.equals("o2")) {
              throw new BadRecord("order o2: it is not readable");
            }
            return orders.find(orderId);
          }

          @Override
          public OrderOutcome store(OrderHistory history, long expectedRevision) {
            return orders.store(history, expectedRevision);
          }
        };
    ProjectingOrders.Progress progress =
        new ProjectingOrders(byFacility, recording(damaged, this::now))
            .run(List.of(NEW), Optional.empty(), () -> true);
    assertThat(progress.failed())
        .containsExactly(new RecordingOrders.Unrecordable("o2", "order o2: it is not readable"));
    assertThat(record(AT_NEW).reserved().units()).isEqualTo(6);
  }

  private void become(FacilityKind kind) {
    kinds.put(NEW, kind);
    assertThat(projecting.run(List.of(NEW), Optional.empty(), () -> true).next()).isEmpty();
  }

  private FacilityKinds now() {
    Map<FacilityId, FacilityKind> copy = Map.copyOf(kinds);
    return facility -> copy.getOrDefault(facility, FacilityKind.UNKNOWN);
  }

  private RecordingOrders recording(Supplier<FacilityKinds> inForce) {
    return recording(orders, inForce);
  }

  private RecordingOrders recording(OrderRepository from, Supplier<FacilityKinds> inForce) {
    return new RecordingOrders(
        from,
        byFacility,
        entries,
        inForce,
        ShopLocationResolver.NONE,
        BoundedParallelism.ONE,
        BackoffPolicy.NONE);
  }

  private StockRecord record(StockKey key) {
    return entries.read(List.of(key)).apply(key);
  }

  private static void record(RecordingOrders recording, OrderVersion version) {
    recording.record(List.of(version), new AcknowledgmentPolicy.OrderCompleted());
  }

  private static OrderVersion order(String id, int open, int shipped) {
    return version(
        id,
        NINE,
        List.of(item("1", open, ItemStatus.OPEN), item("2", shipped, ItemStatus.COMPLETED)));
  }

  private static OrderVersion version(String id, Instant updated, List<OrderVersion.Item> items) {
    return new OrderVersion(
        id,
        Optional.empty(),
        Optional.empty(),
        OrderStatus.OPEN,
        updated,
        Optional.empty(),
        Optional.empty(),
        items);
  }

  private static OrderVersion.Item item(String seqId, int units, ItemStatus status) {
    return new OrderVersion.Item(
        seqId,
        Optional.of(AT_NEW.upc()),
        StockQuantity.of(units),
        Optional.of(NEW),
        status,
        Optional.empty(),
        Optional.empty(),
        OrderVersion.ShopifyItem.NONE);
  }
}
