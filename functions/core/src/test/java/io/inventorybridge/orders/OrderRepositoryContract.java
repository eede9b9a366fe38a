// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.orders.OrderVersion.Item;
import io.inventorybridge.orders.OrderVersion.ShopifyItem;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every store of orders. */
public abstract class OrderRepositoryContract {
  private static final Instant NINE = Instant.parse("2026-11-24T09:00:00.000000001Z");

  private static final AcknowledgmentPolicy POLICY =
      new AcknowledgmentPolicy.Acknowledged(Optional.empty());

  private OrderRepository orders;

  protected abstract OrderRepository empty();

  @BeforeEach
  void begin() {
    orders = empty();
  }

  @Test
  void anOrderNeverStoredIsNotFound() {
    assertThat(orders.find("o1")).isEmpty();
  }

  @Test
  void aHistoryComesBackAsItWasStored() {
    OrderHistory history = history();
    assertThat(orders.store(history, 0)).isEqualTo(new OrderRepository.Stored(1));
    assertThat(orders.find("o1")).contains(new OrderRepository.StoredOrder(history, 1));
  }

  @Test
  void ofTwoWritersOfOneRevisionOneIsSuperseded() {
    OrderHistory history = history();
    orders.store(history, 0);
    assertThat(orders.store(OrderHistory.of("o1"), 0))
        .isInstanceOf(OrderRepository.VersionConflict.class);
    assertThat(orders.store(history, 1)).isEqualTo(new OrderRepository.Stored(2));
    assertThat(orders.store(OrderHistory.of("o1"), 1))
        .isInstanceOf(OrderRepository.VersionConflict.class);
    assertThat(orders.find("o1")).contains(new OrderRepository.StoredOrder(history, 2));
  }

  @Test
  void anOrderOfFiveThousandLinesComesBackWholeAfterEachOfItsVersions() {
    OrderHistory small = OrderHistory.of("o1").with(version(1, NINE), POLICY);
    OrderHistory large = small.with(version(5_000, NINE.plusSeconds(1)), POLICY);
    OrderHistory larger = large.with(version(5_000, NINE.plusSeconds(2)), POLICY);
    orders.store(small, 0);
    long revision = 1;
    for (OrderHistory history : List.of(large, larger, small)) {
      assertThat(orders.store(history, revision))
          .isEqualTo(new OrderRepository.Stored(revision + 1));
      revision++;
      OrderRepository.StoredOrder stored = new OrderRepository.StoredOrder(history, revision);
      assertThat(orders.find("o1")).contains(stored);
      assertThat(orders.refresh(stored)).isSameAs(stored);
      assertThat(orders.store(large, revision - 1))
          .as("another writer of the earlier revision")
          .isInstanceOf(OrderRepository.VersionConflict.class);
      assertThat(orders.find("o1")).contains(stored);
    }
    assertThat(orders.store(large, 0)).isInstanceOf(OrderRepository.VersionConflict.class);
  }

  @Test
  void anOrderIsReadAgainOnlyWhereAnotherRevisionIsStored() {
    OrderHistory history = history();
    orders.store(history, 0);
    OrderRepository.StoredOrder first = orders.find("o1").orElseThrow();
    orders.store(history.declaredKnown(NINE.plusSeconds(7)), 1);
    assertThat(orders.refresh(first))
        .isEqualTo(new OrderRepository.StoredOrder(history.declaredKnown(NINE.plusSeconds(7)), 2));
    OrderRepository.StoredOrder never = new OrderRepository.StoredOrder(OrderHistory.of("o2"), 0);
    assertThat(orders.refresh(never)).isEqualTo(never);
  }

  @Test
  void aReaderBesideWritersOfALargeOrderSeesOneRevisionWhole() {
    List<OrderHistory> revisions = new ArrayList<>();
    OrderHistory history = OrderHistory.of("o1");
    for (int n = 0; n < 6; n++) {
      history = history.with(version(1_500 + 700 * n, NINE.plusSeconds(n)), POLICY);
      revisions.add(history);
    }
    orders.store(revisions.getFirst(), 0);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> writer =
          threads.submit(
              () -> {
                for (int n = 1; n < revisions.size(); n++) {
                  orders.store(revisions.get(n), n);
                }
              });
      do {
        OrderRepository.StoredOrder read = orders.find("o1").orElseThrow();
        assertThat(read.history()).isEqualTo(revisions.get((int) read.revision() - 1));
      } while (!writer.isDone());
    }
    assertThat(orders.find("o1").orElseThrow().revision()).isEqualTo(revisions.size());
  }

  // Random ids cannot be compressed, so that the history does not fit into one item.
  private static OrderVersion version(int lines, Instant updated) {
    Random random = new Random(16);
    List<Item> items = new ArrayList<>();
    for (int line = 0; line < lines; line++) {
      String seqId =
          random.ints(150, '!', 0x7f).mapToObj(Character::toString).collect(Collectors.joining());
      items.add(
          new Item(
              seqId,
              Optional.of(CanonicalUpc.of(Integer.toString(1 + line % 7))),
              StockQuantity.of(1),
              Optional.of(new FacilityId("F" + line % 3)),
              ItemStatus.COMPLETED,
              Optional.of(updated),
              Optional.empty(),
              ShopifyItem.NONE));
    }
    return new OrderVersion(
        "o1",
        Optional.of("SHOPIFY"),
        Optional.empty(),
        OrderStatus.OPEN,
        updated,
        Optional.empty(),
        Optional.empty(),
        items);
  }

  private static OrderHistory history() {
    Item shipped =
        new Item(
            "1",
            Optional.of(CanonicalUpc.of("2050000163913")),
            StockQuantity.of(2),
            Optional.of(new FacilityId("SVC21")),
            ItemStatus.COMPLETED,
            Optional.of(NINE),
            Optional.of(NINE.plusSeconds(5)),
            new ShopifyItem(
                Optional.of("gid://shopify/InventoryItem/1"),
                Optional.of("gid://shopify/Location/2"),
                Optional.of(StockQuantity.of(3)),
                Optional.of(StockQuantity.of(1))));
    Item queued =
        new Item(
            "2",
            Optional.empty(),
            StockQuantity.of(1),
            Optional.empty(),
            ItemStatus.OPEN,
            Optional.empty(),
            Optional.empty(),
            ShopifyItem.NONE);
    OrderVersion first =
        new OrderVersion(
            "o1",
            Optional.of("SHOPIFY"),
            Optional.of("gid://shopify/Order/9"),
            OrderStatus.OPEN,
            NINE,
            Optional.empty(),
            Optional.empty(),
            List.of(shipped, queued));
    OrderVersion reopened =
        new OrderVersion(
            "o1",
            Optional.of("SHOPIFY"),
            Optional.empty(),
            OrderStatus.COMPLETED,
            NINE.minusSeconds(60),
            Optional.of(NINE.minusSeconds(90)),
            Optional.of(NINE.minusSeconds(80)),
            List.of(queued));
    return OrderHistory.of("o1").with(first, POLICY).with(reopened, POLICY).declaredKnown(NINE);
  }
}
