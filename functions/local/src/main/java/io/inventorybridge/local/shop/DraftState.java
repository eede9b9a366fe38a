// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A draft order.
 *
 * @param reserved true if its units are set aside
 * @param order the order it became; empty for an open draft
 */
public record DraftState(
    String number,
    Instant createdAt,
    boolean reserved,
    Optional<String> order,
    List<DraftLine> lines) {
  public DraftState {
    lines = List.copyOf(lines);
  }

  /** Wanted units of an item at a location. */
  public record DraftLine(ItemAtLocation pair, long units) {}
}
