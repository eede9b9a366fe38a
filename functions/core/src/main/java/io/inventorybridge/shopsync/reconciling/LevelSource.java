// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.shopsync.shop.OnlineShop.LevelReading;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Where the levels of pairs come from: the shop by item, or a completed bulk query. */
@FunctionalInterface
public interface LevelSource {
  /** Reads the pairs; those of items that the shop does not know are not in the answer. */
  Map<ItemAtLocation, LevelAt> read(Collection<ItemAtLocation> pairs);

  /**
   * A reading with its time.
   *
   * @param readAt the reading is as of then or later
   */
  record LevelAt(Instant readAt, LevelReading reading) {}
}
