// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.local.shop.DraftState.DraftLine;
import io.inventorybridge.local.shop.FakeShop.WantedItem;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draft orders, which may set units aside. Each operation is atomic.
 *
 * <p>Units of a draft that reserves are unavailable in the state {@code reserved}, as <a
 * href="https://help.shopify.com/en/manual/products/inventory/managing-inventory-quantities/inventory-states">inventory
 * states</a> says. Guessed is: they are taken from the first location that has them.
 */
public record DraftOperations(FakeShop shop) {
  private static final String RESERVED = "reserved";

  /** Creates a draft order. */
  public StaffOutcome<DraftState> draftOrderCreate(List<WantedItem> wanted, boolean reserve) {
    return shop.atomically(
        () -> {
          Map<ItemAtLocation, Long> units = new HashMap<>();
          List<DraftLine> lines = new ArrayList<>();
          for (WantedItem one : wanted) {
            Optional<ShopLocationId> location = new OrderSimulator(shop).offering(one);
            if (one.units() <= 0 || location.isEmpty()) {
              return StaffOutcome.refused(
                  "",
                  "lineItems",
                  "Item %s does not have %d units available".formatted(one.item(), one.units()));
            }
            ItemAtLocation pair = new ItemAtLocation(one.item(), location.get());
            long together = units.merge(pair, one.units(), Math::addExact);
            if (reserve && shop.existing(pair).available() < together) {
              return StaffOutcome.refused(
                  "",
                  "lineItems",
                  "Item %s does not have %d units available".formatted(one.item(), together));
            }
            lines.add(new DraftLine(pair, one.units()));
          }
          if (lines.isEmpty()) {
            return StaffOutcome.refused("", "lineItems", "Add at least 1 product");
          }
          DraftState draft =
              new DraftState(
                  Long.toString(shop.nextNumber()), shop.now(), reserve, Optional.empty(), lines);
          if (reserve) {
            move(draft, 1);
          }
          shop.put(draft);
          return StaffOutcome.done(draft);
        });
  }

  // Moves the units from available to reserved, or back with -1.
  private void move(DraftState draft, int direction) {
    Instant at = shop.now();
    for (DraftLine line : draft.lines()) {
      long units = Math.multiplyExact(line.units(), direction);
      shop.put(
          line.pair(),
          shop.existing(line.pair()).plusAvailable(-units, at).plus(RESERVED, units, at));
    }
  }

  /** Deletes a draft order; its units are available again. */
  public StaffOutcome<String> draftOrderDelete(String number) {
    return shop.atomically(
        () -> {
          Optional<DraftState> found = shop.draft(number);
          if (found.isEmpty()) {
            return StaffOutcome.refused("", "id", "Draft order does not exist");
          }
          if (found.get().reserved() && found.get().order().isEmpty()) {
            move(found.get(), -1);
          }
          shop.removeDraft(number);
          return StaffOutcome.done(number);
        });
  }

  /** Makes an order of a draft; its units are committed. */
  public StaffOutcome<DraftState> draftOrderComplete(String number) {
    return shop.atomically(
        () -> {
          Optional<DraftState> found = shop.draft(number);
          if (found.isEmpty() || found.get().order().isPresent()) {
            return StaffOutcome.refused("", "id", "Draft order does not exist or is completed");
          }
          DraftState before = found.get();
          if (before.reserved()) {
            move(before, -1);
          }
          OrderChange change = OrderChange.ofNew(shop);
          for (DraftLine line : before.lines()) {
            change.order(
                change.addLine(line.pair().item(), true).number(),
                line.units(),
                line.pair().location());
          }
          DraftState after =
              new DraftState(
                  number,
                  before.createdAt(),
                  before.reserved(),
                  Optional.of(change.save().number()),
                  before.lines());
          shop.put(after);
          return StaffOutcome.done(after);
        });
  }
}
