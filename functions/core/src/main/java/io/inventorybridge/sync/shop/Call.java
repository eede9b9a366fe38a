// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import io.inventorybridge.stock.Quantity;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One write to the shop, frozen: whoever sends it again sends exactly this. It concerns one
 * location and 1 to {@link #MOST_ENTRIES} items, none of them twice.
 */
public sealed interface Call {
  /** Shopify takes no longer lists. */
  int MOST_ENTRIES = 250;

  /** Shopify writes a call once for each key. */
  UUID key();

  LocationId location();

  /** Names the run in the history that Shopify shows. */
  URI reference();

  /** In the order of the entries. */
  List<ItemId> items();

  /** Adds to {@code available}, whatever it is. */
  record Adjustment(UUID key, LocationId location, URI reference, List<Change> changes)
      implements Call {
    public Adjustment {
      changes = List.copyOf(changes);
      check(changes.stream().map(Change::item).toList());
    }

    @Override
    public List<ItemId> items() {
      return changes.stream().map(Change::item).toList();
    }
  }

  record Change(ItemId item, Quantity difference) {}

  /** Sets {@code available}. */
  record Correction(UUID key, LocationId location, URI reference, List<Target> targets)
      implements Call {
    public Correction {
      targets = List.copyOf(targets);
      check(targets.stream().map(Target::item).toList());
    }

    @Override
    public List<ItemId> items() {
      return targets.stream().map(Target::item).toList();
    }
  }

  /**
   * A number to set.
   *
   * @param read what the shop showed; it is set only while it still does. Empty: in any case
   */
  record Target(ItemId item, Quantity quantity, Optional<Quantity> read) {}

  private static void check(List<ItemId> items) {
    if (items.isEmpty() || items.size() > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "a call has 1 to %d entries, not %d".formatted(MOST_ENTRIES, items.size()));
    }
    Set<ItemId> seen = new HashSet<>();
    for (ItemId item : items) {
      if (!seen.add(item)) {
        throw new IllegalArgumentException("item " + item + " stands twice in one call");
      }
    }
  }
}
