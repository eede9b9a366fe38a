// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes orders of the days before the delivery: open, partially shipped, completed, canceled, and
 * some units that no store has taken yet. Half of the items are on keys of the delta.
 */
final class OrdersWriter {
  /** The snapshot time of the delta's quantities; every order is older. */
  static final Instant SNAPSHOT = Instant.parse("2026-11-23T07:00:00Z");

  private static final int MOST_ITEMS = 3;
  private static final int HOURS = 72;

  private final SampleRetailer retailer;
  private final SurvivingKeys survivors;
  private final SeededRandom random;

  OrdersWriter(SampleRetailer retailer, SurvivingKeys survivors, long seed) {
    this.retailer = retailer;
    this.survivors = survivors;
    this.random = SeededRandom.of(seed, "orders");
  }

  void write(int orders, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (int number = 0; number < orders; number++) {
        out.write(JsonCodec.bytes(order(number)));
        out.write('\n');
      }
    }
  }

  private enum OrderKind {
    OPEN,
    PARTIAL,
    COMPLETED,
    CANCELLED
  }

  private OrderKind kind() {
    int drawn = random.below(100);
    if (drawn < 35) {
      return OrderKind.OPEN;
    }
    if (drawn < 75) {
      return OrderKind.PARTIAL;
    }
    return drawn < 95 ? OrderKind.COMPLETED : OrderKind.CANCELLED;
  }

  private ObjectNode order(int number) {
    OrderKind kind = kind();
    Instant created = SNAPSHOT.minus(Duration.ofMinutes(30L + random.below(HOURS * 60)));
    Instant completed = created.plus(Duration.ofMinutes(random.below(25)));
    int items =
        kind == OrderKind.PARTIAL ? 2 + random.below(MOST_ITEMS - 1) : 1 + random.below(MOST_ITEMS);
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    order.put("orderId", "SO" + (100_000 + number));
    order.put("channel", "SHOPIFY");
    order.put("shopifyOrderId", String.valueOf(5_500_000_000_000L + number));
    order.put(
        "status",
        switch (kind) {
          case OPEN, PARTIAL -> "APPROVED";
          case COMPLETED -> "COMPLETED";
          case CANCELLED -> "CANCELLED";
        });
    order.put("lastUpdated", completed.toString());
    if (kind == OrderKind.COMPLETED) {
      order.put("completedAt", completed.toString());
    }
    ArrayNode all = order.putArray("items");
    for (int item = 0; item < items; item++) {
      String status =
          switch (kind) {
            case OPEN -> "APPROVED";
            case PARTIAL -> item == 0 ? "COMPLETED" : item == 1 ? "APPROVED" : "COMPLETED";
            case COMPLETED -> "COMPLETED";
            case CANCELLED -> "CANCELLED";
          };
      all.add(item(item, status, completed));
    }
    return order;
  }

  private ObjectNode item(int number, String status, Instant completed) {
    int product;
    int store;
    if (survivors.count() > 0 && random.percent(50)) {
      int index = random.below(survivors.count());
      product = survivors.product(index);
      store = survivors.store(index);
    } else {
      product = random.below(retailer.products());
      store = random.below(retailer.stores());
    }
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("seqId", String.format("%05d", number + 1));
    item.put("upca", retailer.upca(product));
    item.put("quantity", 1 + random.below(2));
    if (status.equals("APPROVED") && random.percent(10)) {
      item.put("facilityId", "_NA_");
    } else {
      item.put("facilityId", retailer.facilityId(store));
    }
    item.put("status", status);
    if (status.equals("COMPLETED")) {
      item.put("completedAt", completed.toString());
    }
    item.put("shopifyInventoryItemId", retailer.inventoryItemId(product));
    return item;
  }
}
