// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads levels now, by the numbers of their items: exact and dear, so for few pairs. */
record LevelsByItem(OnlineShop shop, InstantSource clock) implements LevelSource {
  @Override
  public Map<ItemAtLocation, LevelAt> read(Collection<ItemAtLocation> pairs) {
    Instant readAt = clock.instant();
    Map<ShopLocationId, List<InventoryItemId>> items =
        pairs.stream()
            .collect(
                Collectors.groupingBy(
                    ItemAtLocation::location,
                    TreeMap::new,
                    Collectors.mapping(ItemAtLocation::item, Collectors.toList())));
    Map<ItemAtLocation, LevelAt> levels = new HashMap<>();
    items.forEach(
        (at, all) ->
            shop.levels(at, all)
                .forEach(
                    (item, reading) ->
                        levels.put(new ItemAtLocation(item, at), new LevelAt(readAt, reading))));
    return levels;
  }
}
