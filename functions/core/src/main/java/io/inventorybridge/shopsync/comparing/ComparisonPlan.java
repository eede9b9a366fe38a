// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.comparing;

import io.inventorybridge.shopsync.shop.OnlineShop.LevelReading;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The pairs that a full sync has to count, found by comparing all pairs with the levels.
 *
 * @param readAt the levels are as of then or later
 * @param agreed the number of pairs that agree and are not counted
 * @param pairs in the order of the pairs' pages
 */
public record ComparisonPlan(Instant readAt, long agreed, List<PlannedPair> pairs) {
  public ComparisonPlan {
    pairs = List.copyOf(pairs);
  }

  /**
   * A pair to be counted.
   *
   * @param reading empty when the bulk query had no level of the pair
   * @param orders the units of its orders, read after the level
   * @param isSample true when it agrees and is counted because it is its turn
   */
  public record PlannedPair(
      ItemAtLocation pair,
      Optional<LevelReading> reading,
      AgreedSum.OrderUnits orders,
      boolean isSample) {
    /** The sum to remember if the pair shows this number; empty without a level. */
    public Optional<AgreedSum> sum(long confirmed) {
      return reading
          .flatMap(LevelReading::level)
          .map(level -> AgreedSum.of(confirmed, level, orders));
    }
  }
}
