// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.shopsync.shop.OnlineShop.LevelReading;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Levels of a completed bulk query. It lists only levels, so pairs without one are read by their
 * items: only that reading tells whether the shop knows the item.
 *
 * @param readAt the levels are as of then or later
 */
record LevelsOfBulkQuery(
    Instant readAt, Map<ItemAtLocation, LevelReading> levels, LevelSource others)
    implements LevelSource {
  @Override
  public Map<ItemAtLocation, LevelAt> read(Collection<ItemAtLocation> pairs) {
    Map<ItemAtLocation, LevelAt> found = new HashMap<>();
    List<ItemAtLocation> missing = new ArrayList<>();
    for (ItemAtLocation pair : pairs) {
      LevelReading reading = levels.get(pair);
      if (reading == null) {
        missing.add(pair);
      } else {
        found.put(pair, new LevelAt(readAt, reading));
      }
    }
    if (!missing.isEmpty()) {
      found.putAll(others.read(missing));
    }
    return found;
  }
}
