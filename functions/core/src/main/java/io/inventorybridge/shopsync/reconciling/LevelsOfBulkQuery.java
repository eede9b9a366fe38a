// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.shopsync.shop.OnlineShop.LevelReading;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Levels of a completed bulk query. It lists only levels, so pairs without one have no answer here:
 * only a reading by item tells whether the shop knows the item.
 *
 * @param readAt the levels are as of then or later
 */
record LevelsOfBulkQuery(Instant readAt, Map<ItemAtLocation, LevelReading> levels)
    implements LevelSource {
  @Override
  public Map<ItemAtLocation, LevelAt> read(Collection<ItemAtLocation> pairs) {
    Map<ItemAtLocation, LevelAt> found = new HashMap<>();
    for (ItemAtLocation pair : pairs) {
      LevelReading reading = levels.get(pair);
      if (reading != null) {
        found.put(pair, new LevelAt(readAt, reading));
      }
    }
    return found;
  }
}
