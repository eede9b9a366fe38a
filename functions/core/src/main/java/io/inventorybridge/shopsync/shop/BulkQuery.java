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
  /** Tells whether the result of this query contains the result of another one. */
  default boolean covers(BulkQuery<?> other) {
    return equals(other);
  }

  /** Every variant. */
  record Variants() implements BulkQuery<ShopVariant> {}

  /** Every level of every item, inactive ones included. */
  record Levels() implements BulkQuery<PairLevel> {}

  /** The orders updated since a time. The shop's index of them may lag. */
  record Orders(Instant updatedSince) implements BulkQuery<ShopOrder> {
    @Override
    public boolean covers(BulkQuery<?> other) {
      return other instanceof Orders later && !updatedSince.isAfter(later.updatedSince());
    }
  }

  /** The fulfillment orders updated since a time, closed ones included. */
  record Fulfillments(Instant updatedSince) implements BulkQuery<ShopFulfillment> {
    @Override
    public boolean covers(BulkQuery<?> other) {
      return other instanceof Fulfillments later && !updatedSince.isAfter(later.updatedSince());
    }
  }

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
