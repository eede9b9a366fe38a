// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static io.inventorybridge.dynamodb.Attributes.number;
import static io.inventorybridge.dynamodb.Attributes.text;

import io.inventorybridge.counter.CounterKey;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.pool.PendingChanges.Change;
import io.inventorybridge.sync.pool.PendingChanges.Subject;
import io.inventorybridge.sync.pool.PendingChanges.Subject.OfItem;
import io.inventorybridge.sync.pool.PendingChanges.Subject.OfProduct;
import io.inventorybridge.sync.shop.ItemId;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Change markers as items: key {@code bucket}, {@code record}. All markers of a subject are in one
 * bucket.
 */
final class PendingItems {
  static final String BUCKET = "bucket";
  static final String RECORD = "record";

  private static final String PRODUCT = "product";
  private static final String ITEM = "item";

  private PendingItems() {}

  /** The change marker of a balance. */
  static Map<String, AttributeValue> changed(StockKey key, long version) {
    return item(new Change(new OfProduct(key.upc()), key.facility().value(), version));
  }

  /** The change marker of a counter. */
  static Map<String, AttributeValue> changed(CounterKey key, long version) {
    return item(
        new Change(new OfItem(new ItemId(key.item())), key.location().orElse("?"), version));
  }

  private static Map<String, AttributeValue> item(Change change) {
    Map<String, AttributeValue> item = new HashMap<>(key(change));
    item.put(StockItems.VERSION, number(change.version()));
    return item;
  }

  static Map<String, AttributeValue> key(Change change) {
    String subject =
        switch (change.subject()) {
          case OfProduct product -> PRODUCT + "#" + product.upc();
          case OfItem item -> ITEM + "#" + item.item();
        };
    return Map.of(
        BUCKET,
        text(bucket(Math.floorMod(subject.hashCode(), PendingChanges.BUCKETS))),
        RECORD,
        text(subject + "#" + change.record()));
  }

  static String bucket(int number) {
    return "%02d".formatted(number);
  }

  static Change change(Map<String, AttributeValue> item) {
    String[] parts = text(item, RECORD).split("#", 3);
    Subject subject =
        parts[0].equals(PRODUCT)
            ? new OfProduct(Upc.of(parts[1]))
            : new OfItem(new ItemId(parts[1]));
    return new Change(subject, parts[2], Attributes.number(item, StockItems.VERSION));
  }
}
