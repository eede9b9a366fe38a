// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.orders.OrderVersion;

/** Writes a version of an order as a line of orders.jsonl. */
final class OrderText {
  private OrderText() {}

  static String of(OrderVersion version) {
    return node(version).toString();
  }

  /** The same as the detail of an event. */
  static Object map(OrderVersion version) {
    return JsonCodec.MAPPER.convertValue(node(version), Object.class);
  }

  private static ObjectNode node(OrderVersion version) {
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    order.put("orderId", version.orderId());
    order.put(
        "status", version.status() == OrderStatus.OPEN ? "APPROVED" : version.status().toString());
    order.put("lastUpdated", version.lastUpdated().toString());
    version.completedAt().ifPresent(at -> order.put("completedAt", at.toString()));
    version.reportedAt().ifPresent(at -> order.put("reportedAt", at.toString()));
    for (OrderVersion.Item line : version.items()) {
      ObjectNode item = order.withArray("items").addObject();
      item.put("seqId", line.seqId());
      line.upc().ifPresent(upc -> item.put("upca", "0" + upc));
      item.put("quantity", line.quantity().units());
      line.facility().ifPresent(at -> item.put("facilityId", at.value()));
      item.put("status", line.status() == ItemStatus.OPEN ? "APPROVED" : line.status().toString());
      line.completedAt().ifPresent(at -> item.put("completedAt", at.toString()));
      line.reportedAt().ifPresent(at -> item.put("reportedAt", at.toString()));
    }
    if (version.items().isEmpty()) {
      order.putArray("items");
    }
    return order;
  }
}
