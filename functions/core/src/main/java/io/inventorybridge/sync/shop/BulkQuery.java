// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import java.time.Instant;

/**
 * A question about everything that Shopify answers in a file, made in the background.
 *
 * @param <T> what a result consists of
 */
public sealed interface BulkQuery<T> {
  /** Every variant. */
  record Variants() implements BulkQuery<ShopVariant> {}

  /** Every level of every item, inactive ones included. */
  record Levels() implements BulkQuery<PairLevel> {}

  /** The orders updated since a moment. The shop's index of them may lag behind. */
  record Orders(Instant updatedSince) implements BulkQuery<ShopOrder> {}

  /** The fulfilment orders updated since a moment, closed ones included. */
  record Fulfilments(Instant updatedSince) implements BulkQuery<ShopFulfilment> {}

  record PairLevel(Pair pair, Level level) {}
}
