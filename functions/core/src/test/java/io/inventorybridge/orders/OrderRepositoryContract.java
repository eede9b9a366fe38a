// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.orders.OrderVersion.Item;
import io.inventorybridge.orders.OrderVersion.ShopifyItem;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every store of orders. */
public abstract class OrderRepositoryContract {
  private static final Instant NINE = Instant.parse("2026-11-24T09:00:00.000000001Z");

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
    AcknowledgmentPolicy policy = new AcknowledgmentPolicy.Acknowledged(Optional.empty());
    return OrderHistory.of("o1").with(first, policy).with(reopened, policy).declaredKnown(NINE);
  }
}
