// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.mirror;

import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The order mirror: the orders that the shop returns, as of a time. Immutable.
 *
 * @param readFrom changes since then may be missing; empty before the first reading
 */
public record OrderMirror(Optional<Instant> readFrom, Map<String, MirroredOrder> orders) {
  public static final OrderMirror EMPTY = new OrderMirror(Optional.empty(), Map.of());

  public OrderMirror {
    orders = Map.copyOf(orders);
  }

  /** An order that ever affected a pair. */
  public record OnPair(MirroredOrder order, MirroredOrder.Count count) {}

  /**
   * The orders that affect each pair.
   *
   * @param only the shop's one location, if it has only one
   */
  public Map<ItemAtLocation, List<OnPair>> byPair(Optional<ShopLocationId> only) {
    Map<ItemAtLocation, List<OnPair>> found = new HashMap<>();
    for (MirroredOrder order : orders.values()) {
      order
          .counts(only)
          .forEach(
              (pair, count) ->
                  found
                      .computeIfAbsent(pair, it -> new ArrayList<>())
                      .add(new OnPair(order, count)));
    }
    return found;
  }
}
