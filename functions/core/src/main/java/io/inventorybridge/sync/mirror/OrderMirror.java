// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.mirror;

import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The orders that the shop returns, as of a moment. Immutable.
 *
 * @param readFrom changes since then may be missing; empty when nothing was read yet
 */
public record OrderMirror(Optional<Instant> readFrom, Map<String, MirroredOrder> orders) {
  public static final OrderMirror EMPTY = new OrderMirror(Optional.empty(), Map.of());

  public OrderMirror {
    orders = Map.copyOf(orders);
  }

  /** An order that has ever touched a pair. */
  public record OnPair(MirroredOrder order, MirroredOrder.Count count) {}

  /**
   * What touches each pair.
   *
   * @param only the shop's one location, where it has only one
   */
  public Map<Pair, List<OnPair>> byPair(Optional<LocationId> only) {
    Map<Pair, List<OnPair>> found = new HashMap<>();
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
