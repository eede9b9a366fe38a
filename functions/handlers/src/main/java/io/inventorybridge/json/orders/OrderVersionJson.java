// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.JsonFields;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.OrderJsonLine;
import io.inventorybridge.orders.OrderJsonLine.Invalid;
import io.inventorybridge.orders.OrderJsonLine.Parsed;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.orders.OrderVersion.Item;
import io.inventorybridge.orders.OrderVersion.ShopifyItem;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an order version from orders.jsonl or an order event. Other fields (names, addresses, any
 * customer data) are not read, so they cannot be stored.
 */
public final class OrderVersionJson {
  private OrderVersionJson() {}

  public static OrderJsonLine read(String document) {
    try {
      return read(JsonCodec.read(document));
    } catch (JsonProcessingException e) {
      // Jackson's own message may quote the document, including a customer's address.
      return new Invalid(
          "it is not JSON: wrong at column %d".formatted(e.getLocation().getColumnNr()));
    }
  }

  public static OrderJsonLine read(JsonNode document) {
    try {
      return new Parsed(version(new JsonFields(document, "")));
    } catch (JsonFields.IllegalField e) {
      return new Invalid(e.sentence());
    }
  }

  private static OrderVersion version(JsonFields order) {
    JsonNode lines = order.node("items");
    if (!lines.isArray()) {
      throw new JsonFields.IllegalField("items is missing");
    }
    List<Item> items = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      Item item = item(new JsonFields(lines.get(i), "items[%d].".formatted(i)));
      if (!seen.add(item.seqId())) {
        throw new JsonFields.IllegalField(
            "items[%d].seqId %s occurs twice".formatted(i, item.seqId()));
      }
      items.add(item);
    }
    return new OrderVersion(
        order.text("orderId"),
        order.optionalText("channel"),
        order.optionalText("shopifyOrderId"),
        order.value("status", OrderStatus::parse),
        order.time("lastUpdated"),
        order.optionalTime("completedAt"),
        order.optionalTime("reportedAt"),
        items);
  }

  private static Item item(JsonFields item) {
    return new Item(
        item.text("seqId"),
        switch (CanonicalUpc.parse(item.text("upca"))) {
          case CanonicalUpc.Valid valid -> Optional.of(valid.upc());
          case CanonicalUpc.NotAUpc not -> Optional.empty();
        },
        item.units("quantity"),
        item.optionalText("facilityId").map(FacilityId::new),
        item.value("status", ItemStatus::parse),
        item.optionalTime("completedAt"),
        item.optionalTime("reportedAt"),
        new ShopifyItem(
            item.optionalText("shopifyInventoryItemId"),
            item.optionalText("shopifyLocationId"),
            item.optionalUnits("takenQuantity"),
            item.optionalUnits("restockedQuantity")));
  }
}
