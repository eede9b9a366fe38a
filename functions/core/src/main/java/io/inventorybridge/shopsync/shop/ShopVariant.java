// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import io.inventorybridge.stock.InventoryItemId;
import java.util.List;
import java.util.Optional;

/**
 * A variant that the shop sells.
 *
 * @param variant Shopify's number of it
 * @param status of the product, such as {@code ACTIVE} or {@code DRAFT}
 * @param barcode as entered
 * @param bundle made of other variants, which hold its stock
 * @param tracked true when the shop tracks its stock
 */
public record ShopVariant(
    String variant,
    String product,
    InventoryItemId item,
    Optional<String> barcode,
    Optional<String> sku,
    String title,
    String status,
    List<String> tags,
    boolean bundle,
    boolean giftCard,
    boolean tracked) {
  public ShopVariant {
    tags = List.copyOf(tags);
  }
}
