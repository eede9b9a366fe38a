// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One immutable write to the shop: every sending sends exactly this. It concerns one location and 1
 * to {@link #MOST_ENTRIES} items, each once.
 */
public sealed interface ShopCall {
  /** Shopify's maximum length of a list. */
  int MOST_ENTRIES = 250;

  /** The idempotency key: Shopify writes a call once for each key. */
  UUID key();

  ShopLocationId location();

  /** The name of the run in the history that Shopify shows. */
  URI reference();

  /** The items in the order of the entries. */
  List<InventoryItemId> items();

  /** Adds to {@code available}, regardless of its value. */
  record Adjustment(UUID key, ShopLocationId location, URI reference, List<Change> changes)
      implements ShopCall {
    public Adjustment {
      changes = List.copyOf(changes);
      check(changes.stream().map(Change::item).toList());
    }

    @Override
    public List<InventoryItemId> items() {
      return changes.stream().map(Change::item).toList();
    }
  }

  record Change(InventoryItemId item, StockQuantity difference) {}

  /** Sets {@code available}. */
  record Correction(UUID key, ShopLocationId location, URI reference, List<Target> targets)
      implements ShopCall {
    public Correction {
      targets = List.copyOf(targets);
      check(targets.stream().map(Target::item).toList());
    }

    @Override
    public List<InventoryItemId> items() {
      return targets.stream().map(Target::item).toList();
    }
  }

  /**
   * A number to set.
   *
   * @param read the number that the shop showed; the write succeeds only while it still does.
   *     Empty: unconditional
   */
  record Target(InventoryItemId item, StockQuantity quantity, Optional<StockQuantity> read) {}

  private static void check(List<InventoryItemId> items) {
    if (items.isEmpty() || items.size() > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "a call has 1 to %d entries, not %d".formatted(MOST_ENTRIES, items.size()));
    }
    Set<InventoryItemId> seen = new HashSet<>();
    for (InventoryItemId item : items) {
      if (!seen.add(item)) {
        throw new IllegalArgumentException("item " + item + " stands twice in one call");
      }
    }
  }
}
