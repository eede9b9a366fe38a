// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.kept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.OrderState;
import java.util.HashMap;
import java.util.Map;

/**
 * The order system in front of the shop: it puts each order of the fake shop on the order bus, one
 * version at a time. It does not choose a store; brokering does that.
 */
public final class OrderFeed {
  private static final String BUS = "OrderBus";
  private static final String SOURCE = "shop.local";
  private static final String DETAIL_TYPE = "OrderVersion";

  private final FakeShop shop;
  private final Bus bus;

  /** The bus that takes the events. */
  @FunctionalInterface
  public interface Bus {
    void send(String name, String source, String detailType, JsonNode detail);
  }

  public OrderFeed(FakeShop shop, Bus bus) {
    this.shop = shop;
    this.bus = bus;
  }

  /** Sends the current version of an order. */
  public void deliver(String order) {
    synchronized (shop) {
      bus.send(BUS, SOURCE, DETAIL_TYPE, version(shop.orders().find(order).orElseThrow()));
    }
  }

  private ObjectNode version(OrderState sale) {
    Map<String, String> locations = new HashMap<>();
    for (OrderState.Assigned part : sale.assigned()) {
      part.lines().forEach(line -> locations.put(line.line(), part.location().number()));
    }
    boolean cancelled = sale.cancelledAt().isPresent();
    ObjectNode order = JsonCodec.MAPPER.createObjectNode();
    order
        .put("orderId", "SHOP-" + sale.number())
        .put("channel", "SHOPIFY")
        .put("shopifyOrderId", sale.number())
        .put("status", cancelled ? "CANCELLED" : "CREATED")
        .put("lastUpdated", sale.updatedAt().toString());
    ArrayNode items = order.putArray("items");
    for (OrderState.Line line : sale.lines()) {
      items
          .addObject()
          .put("seqId", line.number())
          .put("upca", shop.find(line.item()).flatMap(FakeVariant::barcode).orElse(""))
          .put("quantity", line.current())
          .putNull("facilityId")
          .put("status", cancelled || line.current() == 0 ? "CANCELLED" : "CREATED")
          .put("shopifyInventoryItemId", line.item().number())
          .put("shopifyLocationId", locations.get(line.number()))
          .put("takenQuantity", line.ordered());
    }
    return order;
  }
}
