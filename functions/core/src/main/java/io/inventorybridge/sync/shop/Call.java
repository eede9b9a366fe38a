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
 * One immutable write to the shop: every sending sends exactly this. It concerns one location and 1
 * to {@link #MOST_ENTRIES} items, each once.
 */
public sealed interface Call {
  /** Shopify's maximum length of a list. */
  int MOST_ENTRIES = 250;

  /** The idempotency key: Shopify writes a call once for each key. */
  UUID key();

  LocationId location();

  /** The name of the run in the history that Shopify shows. */
  URI reference();

  /** The items in the order of the entries. */
  List<ItemId> items();

  /** Adds to {@code available}, regardless of its value. */
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
   * @param read the number that the shop showed; the write succeeds only while it still does.
   *     Empty: unconditional
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
