// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.reconciling;

import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.published.PublishedPair;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.shop.Shop;
import java.time.Instant;
import java.util.Optional;

/**
 * A pair with its reading.
 *
 * @param readAt just before the shop was read
 */
record Case(
    PublishedPair record,
    Pool pool,
    Instant readAt,
    Optional<Shop.Reading> reading,
    Optional<Reckoning> sum) {
  Pair pair() {
    return pool.pair();
  }

  Case with(PublishedPair another) {
    return new Case(another, pool, readAt, reading, sum);
  }

  Discrepancy says(Reason reason, String message) {
    return new Discrepancy(
        pair(),
        pool.product(),
        reason,
        pool.online(),
        sum.map(Reckoning::unknownOrders).orElse(0L),
        sum.map(Reckoning::unknownCancellations).orElse(0L),
        reading.flatMap(Shop.Reading::level).map(level -> level.available().units()),
        Optional.empty(),
        message);
  }

  Discrepancy says(Reason reason) {
    return says(reason, "");
  }
}
