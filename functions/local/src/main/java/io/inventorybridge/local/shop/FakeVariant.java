// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.stock.InventoryItemId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A variant with its product and its inventory item; in the fake they correspond one to one.
 *
 * @param status of the product
 * @param bundle true if it consists of other variants
 */
public record FakeVariant(
    InventoryItemId item,
    String number,
    String product,
    Optional<String> barcode,
    Optional<String> sku,
    String title,
    String status,
    List<String> tags,
    boolean tracked,
    boolean bundle,
    boolean giftCard,
    Instant updatedAt) {
  public FakeVariant {
    tags = List.copyOf(tags);
  }

  /** An ordinary variant on sale; its other numbers derive from the item's. */
  public static FakeVariant of(InventoryItemId item, String barcode) {
    return new FakeVariant(
        item,
        "4" + item.number(),
        "5" + item.number(),
        Optional.of(barcode).filter(it -> !it.isEmpty()),
        Optional.of("SKU-" + item.number()),
        "Article " + item.number(),
        "ACTIVE",
        List.of(),
        true,
        false,
        false,
        Instant.EPOCH);
  }

  public FakeVariant withBarcode(String changed, Instant at) {
    return new FakeVariant(
        item,
        number,
        product,
        Optional.of(changed).filter(it -> !it.isEmpty()),
        sku,
        title,
        status,
        tags,
        tracked,
        bundle,
        giftCard,
        at);
  }

  public FakeVariant withStatus(String changed, Instant at) {
    return new FakeVariant(
        item, number, product, barcode, sku, title, changed, tags, tracked, bundle, giftCard, at);
  }

  public FakeVariant withTracked(boolean changed, Instant at) {
    return new FakeVariant(
        item, number, product, barcode, sku, title, status, tags, changed, bundle, giftCard, at);
  }

  public FakeVariant withUpdatedAt(Instant at) {
    return new FakeVariant(
        item, number, product, barcode, sku, title, status, tags, tracked, bundle, giftCard, at);
  }

  public FakeVariant asBundle() {
    return new FakeVariant(
        item, number, product, barcode, sku, title, status, tags, tracked, true, giftCard,
        updatedAt);
  }
}
