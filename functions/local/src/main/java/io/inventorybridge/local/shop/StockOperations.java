// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The work of staff on stock: it moves units between states, and stocks items at locations or not.
 * Each operation is atomic.
 *
 * <p>The documented effects are those of <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/inventoryMoveQuantities">inventoryMoveQuantities</a>,
 * <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/inventoryActivate">inventoryActivate</a>,
 * <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/inventoryDeactivate">inventoryDeactivate</a>
 * and <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/inventoryBulkToggleActivation">inventoryBulkToggleActivation</a>.
 * A deactivated level keeps its quantities, as recorded and as <a
 * href="https://shopify.dev/changelog/inventoryactivate-now-preserves-available-quantity">announced</a>.
 */
public record StockOperations(FakeShop shop) {
  private static final Set<String> STATES =
      Set.of(
          StockLevel.AVAILABLE,
          StockLevel.INCOMING,
          "damaged",
          "quality_control",
          "reserved",
          "safety_stock");
  private static final long MOST_UNITS = 1_000_000_000L;

  /** Units that change their state. */
  public record StateMove(ItemAtLocation pair, String from, String to, long units) {}

  /** An item at a location that is to be stocked or not. */
  public record StockToggle(ShopLocationId location, boolean activate) {}

  /** Moves units between states of a pair: all moves or none. */
  public StaffOutcome<List<StateMove>> inventoryMoveQuantities(List<StateMove> moves) {
    return shop.atomically(
        () -> {
          Map<ItemAtLocation, StockLevel> after = new HashMap<>();
          Instant at = shop.now();
          for (StateMove move : moves) {
            Optional<StaffOutcome<List<StateMove>>> wrong = refusal(move);
            if (wrong.isPresent()) {
              return wrong.get();
            }
            StockLevel level =
                after.getOrDefault(
                    move.pair(), shop.level(move.pair()).orElseGet(() -> shop.emptyLevel(false)));
            level = level.plus(move.from(), -move.units(), at).plus(move.to(), move.units(), at);
            if (!move.from().equals(StockLevel.AVAILABLE) && level.quantity(move.from()) < 0) {
              return StaffOutcome.refused(
                  "MOVE_QUANTITIES_FAILED",
                  "changes",
                  "Only %d units are %s."
                      .formatted(level.quantity(move.from()) + move.units(), move.from()));
            }
            after.put(move.pair(), level);
          }
          after.forEach(shop::put);
          return StaffOutcome.done(List.copyOf(moves));
        });
  }

  private Optional<StaffOutcome<List<StateMove>>> refusal(StateMove move) {
    if (shop.find(move.pair().item()).isEmpty()) {
      return wrong("INVALID_INVENTORY_ITEM", "The specified inventory item could not be found.");
    }
    if (shop.find(move.pair().item()).orElseThrow().bundle()) {
      return wrong(
          "NON_MUTABLE_INVENTORY_ITEM",
          "The specified inventory item is not allowed to be adjusted via API.");
    }
    if (!shop.isActive(move.pair().location())) {
      return wrong("INVALID_LOCATION", "The specified location could not be found.");
    }
    if (!STATES.contains(move.from()) || !STATES.contains(move.to())) {
      return wrong("INVALID_QUANTITY_NAME", "The specified quantity name is invalid.");
    }
    if (move.from().equals(move.to())) {
      return wrong("SAME_QUANTITY_NAME", "The quantity names for each change can't be the same.");
    }
    if (move.units() < 0) {
      return wrong("INVALID_QUANTITY_NEGATIVE", "The quantity can't be negative.");
    }
    return move.units() > MOST_UNITS
        ? wrong("INVALID_QUANTITY_TOO_HIGH", "The quantity can't be higher than 1,000,000,000.")
        : Optional.empty();
  }

  private static Optional<StaffOutcome<List<StateMove>>> wrong(String code, String message) {
    return Optional.of(StaffOutcome.refused(code, "changes", message));
  }

  /**
   * Stocks an item at a location. An active level takes neither number: for {@code onHand} the
   * refusal is recorded, for {@code available} its text is the same by guess.
   */
  public StaffOutcome<StockLevel> inventoryActivate(
      ItemAtLocation pair, OptionalLong available, OptionalLong onHand) {
    return shop.atomically(
        () -> {
          if (shop.find(pair.item()).isEmpty()) {
            return StaffOutcome.refused(
                "", "inventoryItemId", "The product couldn't be stocked because it wasn't found.");
          }
          if (!shop.isActive(pair.location())) {
            return StaffOutcome.refused(
                "",
                "locationId",
                "The product couldn't be stocked because the location wasn't found.");
          }
          Optional<StockLevel> before = shop.level(pair);
          if (before.filter(StockLevel::active).isPresent()) {
            if (available.isPresent() || onHand.isPresent()) {
              return StaffOutcome.refused(
                  "",
                  onHand.isPresent() ? "onHand" : "available",
                  "Not allowed to set an %s quantity when the item is already active at the"
                          .formatted(onHand.isPresent() ? "on_hand" : "available")
                      + " location.");
            }
            return StaffOutcome.done(before.get());
          }
          StockLevel level = before.orElseGet(() -> shop.emptyLevel(true)).withActive(true);
          if (available.isPresent()) {
            level = level.plusAvailable(available.getAsLong() - level.available(), shop.now());
          } else if (onHand.isPresent()) {
            level = level.plusAvailable(onHand.getAsLong() - level.onHand(), shop.now());
          }
          shop.put(pair, level);
          return StaffOutcome.done(level);
        });
  }

  /** Stops stocking an item at a location. */
  public StaffOutcome<StockLevel> inventoryDeactivate(ItemAtLocation pair) {
    return shop.atomically(
        () -> {
          Optional<StockLevel> level = shop.level(pair);
          if (level.isEmpty()) {
            return StaffOutcome.refused(
                "LOCATION_NOT_FOUND",
                "inventoryLevelId",
                "The product couldn't be unstocked because the location wasn't found.");
          }
          Optional<StaffOutcome<StockLevel>> wrong =
              unstockRefusal(pair, level.get(), "inventoryLevelId", Set.of());
          if (wrong.isPresent()) {
            return wrong.get();
          }
          shop.put(pair, level.get().withActive(false));
          return StaffOutcome.done(level.get().withActive(false));
        });
  }

  // The other locations that stock the item, without those that the same call leaves.
  private <T> Optional<StaffOutcome<T>> unstockRefusal(
      ItemAtLocation pair, StockLevel level, String field, Set<ShopLocationId> leaving) {
    if (!level.active()) {
      return Optional.empty();
    }
    boolean elsewhere =
        shop.levels(pair.item()).entrySet().stream()
            .anyMatch(
                it ->
                    it.getValue().active()
                        && !it.getKey().equals(pair.location())
                        && !leaving.contains(it.getKey()));
    String place =
        shop.location(pair.location()).map(FakeShop.FakeLocation::name).orElse("this location");
    if (!elsewhere) {
      return Optional.of(
          StaffOutcome.refused(
              "CANNOT_DEACTIVATE_FROM_ONLY_LOCATION",
              field,
              "The product couldn't be unstocked from %s because it's the only location."
                  .formatted(place)));
    }
    if (level.committed() != 0) {
      return Optional.of(
          StaffOutcome.refused(
              "COMMITTED_INVENTORY_AT_LOCATION",
              field,
              "The product couldn't be unstocked from %s because it has %d committed units."
                  .formatted(place, level.committed())));
    }
    if (level.quantity(StockLevel.INCOMING) != 0) {
      return Optional.of(
          StaffOutcome.refused(
              "INCOMING_INVENTORY_AT_LOCATION",
              field,
              "The product couldn't be unstocked from %s because it has incoming units."
                  .formatted(place)));
    }
    if (level.quantity("reserved") != 0) {
      return Optional.of(
          StaffOutcome.refused(
              "RESERVED_INVENTORY_AT_LOCATION",
              field,
              "The product couldn't be unstocked from %s because it has reserved units."
                  .formatted(place)));
    }
    return Optional.empty();
  }

  /** Stocks an item at locations or not: all or none. */
  public StaffOutcome<List<ItemAtLocation>> inventoryBulkToggleActivation(
      InventoryItemId item, List<StockToggle> toggles) {
    return shop.atomically(
        () -> {
          if (shop.find(item).isEmpty()) {
            return StaffOutcome.refused(
                "INVENTORY_ITEM_NOT_FOUND",
                "inventoryItemId",
                "The inventory item couldn't be found.");
          }
          Set<ShopLocationId> leaving = new HashSet<>();
          Set<ShopLocationId> entering = new HashSet<>();
          for (StockToggle toggle : toggles) {
            (toggle.activate() ? entering : leaving).add(toggle.location());
          }
          List<ItemAtLocation> pairs = new ArrayList<>();
          for (StockToggle toggle : toggles) {
            ItemAtLocation pair = new ItemAtLocation(item, toggle.location());
            if (!shop.isActive(toggle.location())) {
              return StaffOutcome.refused(
                  "LOCATION_NOT_FOUND", "inventoryItemUpdates", "The location couldn't be found.");
            }
            Optional<StockLevel> level = shop.level(pair);
            if (!toggle.activate() && level.isPresent()) {
              Optional<StaffOutcome<List<ItemAtLocation>>> wrong =
                  unstockRefusal(pair, level.get(), "inventoryItemUpdates", leaving);
              boolean onlyPlace =
                  wrong.isPresent()
                      && wrong.get() instanceof StaffOutcome.Refused<?> refused
                      && refused.code().equals("CANNOT_DEACTIVATE_FROM_ONLY_LOCATION");
              if (wrong.isPresent() && !(onlyPlace && !entering.isEmpty())) {
                return wrong.get();
              }
            }
            pairs.add(pair);
          }
          for (int i = 0; i < toggles.size(); i++) {
            boolean active = toggles.get(i).activate();
            Optional<StockLevel> level = shop.level(pairs.get(i));
            if (active || level.isPresent()) {
              shop.put(
                  pairs.get(i), level.orElseGet(() -> shop.emptyLevel(active)).withActive(active));
            }
          }
          return StaffOutcome.done(pairs);
        });
  }

  /** Changes a variant: its barcode may be another item's too. Empty leaves the value. */
  public StaffOutcome<FakeVariant> changeVariant(
      InventoryItemId item, Optional<String> barcode, Optional<Boolean> tracked) {
    return shop.atomically(
        () -> {
          Optional<FakeVariant> found = shop.find(item);
          if (found.isEmpty()) {
            return StaffOutcome.refused("", "id", "The inventory item couldn't be found.");
          }
          FakeVariant changed = found.get();
          if (barcode.isPresent()) {
            changed = changed.withBarcode(barcode.get(), shop.now());
          }
          if (tracked.isPresent()) {
            changed = changed.withTracked(tracked.get(), shop.now());
          }
          shop.offer(changed);
          return StaffOutcome.done(changed);
        });
  }
}
