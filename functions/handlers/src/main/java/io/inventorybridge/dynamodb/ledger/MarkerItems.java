// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;

import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.ChangeMarkers.ChangeMarker;
import io.inventorybridge.availability.ChangeMarkers.Subject;
import io.inventorybridge.availability.ChangeMarkers.Subject.OfItem;
import io.inventorybridge.availability.ChangeMarkers.Subject.OfProduct;
import io.inventorybridge.dynamodb.AttributeCodec;
import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.StockKey;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Change markers as items: key {@code bucket}, {@code record}. All markers of a subject are in one
 * bucket.
 */
final class MarkerItems {
  static final String BUCKET = "bucket";
  static final String RECORD = "record";

  private static final String PRODUCT = "product";
  private static final String ITEM = "item";

  private MarkerItems() {}

  /** The change marker of a balance. */
  static Map<String, AttributeValue> changed(StockKey key, long version) {
    return item(new ChangeMarker(new OfProduct(key.upc()), key.facility().value(), version));
  }

  /** The change marker of a counter. */
  static Map<String, AttributeValue> changed(CounterKey key, long version) {
    return item(
        new ChangeMarker(
            new OfItem(new InventoryItemId(key.item())), key.location().orElse("?"), version));
  }

  static Map<String, AttributeValue> item(ChangeMarker change) {
    Map<String, AttributeValue> item = new HashMap<>(key(change));
    item.put(StockItems.VERSION, number(change.version()));
    return item;
  }

  static Map<String, AttributeValue> key(ChangeMarker change) {
    String subject =
        switch (change.subject()) {
          case OfProduct product -> PRODUCT + "#" + product.upc();
          case OfItem item -> ITEM + "#" + item.item();
        };
    return Map.of(
        BUCKET,
        text(bucket(Math.floorMod(subject.hashCode(), ChangeMarkers.BUCKETS))),
        RECORD,
        text(subject + "#" + change.record()));
  }

  static String bucket(int number) {
    return "%02d".formatted(number);
  }

  static ChangeMarker change(Map<String, AttributeValue> item) {
    String[] parts = text(item, RECORD).split("#", 3);
    Subject subject =
        parts[0].equals(PRODUCT)
            ? new OfProduct(CanonicalUpc.of(parts[1]))
            : new OfItem(new InventoryItemId(parts[1]));
    return new ChangeMarker(subject, parts[2], AttributeCodec.number(item, StockItems.VERSION));
  }
}
