// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.Optional;

/**
 * A pair with its reading.
 *
 * @param readAt just before the shop was read
 */
record PairReading(
    PublishedPair record,
    SellableTarget sellableTarget,
    Instant readAt,
    Optional<OnlineShop.LevelReading> reading,
    Optional<LevelComparison> sum) {
  ItemAtLocation pair() {
    return sellableTarget.pair();
  }

  PairReading with(PublishedPair another) {
    return new PairReading(another, sellableTarget, readAt, reading, sum);
  }

  PairDiscrepancy discrepancy(DiscrepancyReason reason, String message) {
    return discrepancy(reason, Optional.empty(), message);
  }

  PairDiscrepancy discrepancy(DiscrepancyReason reason, Optional<Instant> since, String message) {
    return new PairDiscrepancy(
        pair(),
        sellableTarget.product(),
        reason,
        sellableTarget.online(),
        sum.map(LevelComparison::unknownOrders).orElse(0L),
        sum.map(LevelComparison::unknownCancellations).orElse(0L),
        reading.flatMap(OnlineShop.LevelReading::level).map(level -> level.available().units()),
        Optional.empty(),
        since,
        message);
  }

  PairDiscrepancy discrepancy(DiscrepancyReason reason) {
    return discrepancy(reason, "");
  }
}
