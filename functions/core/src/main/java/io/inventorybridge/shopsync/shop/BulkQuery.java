// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;

/**
 * A bulk query: Shopify runs it in the background and answers with a file.
 *
 * @param <T> the type of a result
 */
public sealed interface BulkQuery<T> {
  /** Every variant. */
  record Variants() implements BulkQuery<ShopVariant> {}

  /** Every level of every item, inactive ones included. */
  record Levels() implements BulkQuery<PairLevel> {}

  /** The orders updated since a time. The shop's index of them may lag. */
  record Orders(Instant updatedSince) implements BulkQuery<ShopOrder> {}

  /** The fulfillment orders updated since a time, closed ones included. */
  record Fulfillments(Instant updatedSince) implements BulkQuery<ShopFulfillment> {}

  /**
   * A level.
   *
   * @param tracked false: the shop does not track the item's stock
   */
  record PairLevel(ItemAtLocation pair, InventoryLevel level, boolean tracked) {
    /** The level of a tracked item. */
    public PairLevel(ItemAtLocation pair, InventoryLevel level) {
      this(pair, level, true);
    }
  }
}
