// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.local.shop.FakeShop.FakeLocation;
import io.inventorybridge.local.shop.OrderState.Assigned;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Locations that staff switches off and on. Each operation is atomic.
 *
 * <p>The documented effects are those of <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/locationDeactivate">locationDeactivate</a>:
 * stock and pending orders move to the destination. Guessed is: levels of the old location stay
 * with zero units, and are active again with their location.
 */
public record LocationOperations(FakeShop shop) {
  private static final String NOT_FOUND = "LOCATION_NOT_FOUND";

  /**
   * Switches a location off.
   *
   * @param destination takes over stock and fulfillment orders; required if there are any
   */
  public StaffOutcome<FakeLocation> locationDeactivate(
      ShopLocationId location, Optional<ShopLocationId> destination) {
    return shop.atomically(
        () -> {
          Optional<FakeLocation> found = shop.location(location);
          if (found.isEmpty()) {
            return StaffOutcome.refused(NOT_FOUND, "locationId", "Location not found.");
          }
          if (!found.get().active()) {
            return StaffOutcome.done(found.get());
          }
          Optional<StaffOutcome<FakeLocation>> wrong = refusal(found.get(), destination);
          if (wrong.isPresent()) {
            return wrong.get();
          }
          destination.ifPresent(it -> relocate(location, it));
          return StaffOutcome.done(shop.replace(found.get().withActive(false)));
        });
  }

  private Optional<StaffOutcome<FakeLocation>> refusal(
      FakeLocation place, Optional<ShopLocationId> destination) {
    ShopLocationId location = place.location();
    if (destination.filter(location::equals).isPresent()) {
      return wrong(
          "DESTINATION_LOCATION_IS_THE_SAME_LOCATION",
          "destinationLocationId",
          "Destination location is the same as the location to be deactivated.");
    }
    if (destination.filter(it -> !shop.isActive(it)).isPresent()) {
      return wrong(
          "DESTINATION_LOCATION_NOT_FOUND_OR_INACTIVE",
          "destinationLocationId",
          "Destination location is not found or inactive.");
    }
    boolean onlineElsewhere =
        shop.locations().stream()
            .anyMatch(
                it -> it.active() && it.fulfillsOnlineOrders() && !it.location().equals(location));
    if (place.fulfillsOnlineOrders() && !onlineElsewhere) {
      return wrong(
          "CANNOT_DISABLE_ONLINE_ORDER_FULFILLMENT",
          "locationId",
          "At least one location must fulfill online orders.");
    }
    if (destination.isPresent()) {
      return Optional.empty();
    }
    if (work(location)) {
      return wrong(
          "HAS_FULFILLMENT_ORDERS_ERROR",
          "locationId",
          "Location could not be deactivated because it has pending orders.");
    }
    boolean stock =
        shop.pairs().stream()
            .filter(it -> it.location().equals(location))
            .map(shop::existing)
            .anyMatch(
                it ->
                    it.available() != 0
                        || it.committed() != 0
                        || it.setAside().values().stream().anyMatch(units -> units != 0));
    return stock
        ? wrong(
            "HAS_ACTIVE_INVENTORY_ERROR",
            "locationId",
            "Location could not be deactivated without specifying where to relocate inventory at"
                + " the location.")
        : Optional.empty();
  }

  private static Optional<StaffOutcome<FakeLocation>> wrong(
      String code, String field, String message) {
    return Optional.of(StaffOutcome.refused(code, field, message));
  }

  private boolean work(ShopLocationId location) {
    return shop.orders().all().stream()
        .flatMap(it -> it.assigned().stream())
        .anyMatch(it -> it.open() && it.location().equals(location));
  }

  private void relocate(ShopLocationId from, ShopLocationId to) {
    Instant at = shop.now();
    List<ItemAtLocation> pairs =
        shop.pairs().stream().filter(it -> it.location().equals(from)).toList();
    for (ItemAtLocation pair : pairs) {
      StockLevel level = shop.existing(pair);
      ItemAtLocation there = new ItemAtLocation(pair.item(), to);
      StockLevel target = shop.level(there).orElseGet(() -> shop.emptyLevel(true));
      target = target.plusAvailable(level.available(), at).plusCommitted(level.committed(), at);
      Map<String, Long> aside = new HashMap<>(level.setAside());
      for (Map.Entry<String, Long> state : aside.entrySet()) {
        target = target.plus(state.getKey(), state.getValue(), at);
      }
      shop.put(there, level.active() ? target.withActive(true) : target);
      shop.put(pair, new StockLevel(level.number(), level.active(), 0, 0, Map.of(), at));
    }
    for (OrderState sale : shop.orders().all()) {
      if (sale.assigned().stream().anyMatch(it -> it.open() && it.location().equals(from))) {
        OrderChange change = new OrderChange(shop, sale);
        for (Assigned part : sale.assigned()) {
          if (part.open() && part.location().equals(from)) {
            FulfillmentOperations.relocate(change, part, to);
          }
        }
        change.save();
      }
    }
  }

  /** Switches a location on. */
  public StaffOutcome<FakeLocation> locationActivate(ShopLocationId location) {
    return shop.atomically(
        () ->
            shop.location(location)
                .map(it -> StaffOutcome.done(shop.replace(it.withActive(true))))
                .orElseGet(
                    () -> StaffOutcome.refused(NOT_FOUND, "locationId", "Location not found.")));
  }

  /** Lets a location sell online or not. */
  public StaffOutcome<FakeLocation> fulfillsOnlineOrders(ShopLocationId location, boolean online) {
    return shop.atomically(
        () -> {
          Optional<FakeLocation> found = shop.location(location);
          if (found.isEmpty()) {
            return StaffOutcome.refused("NOT_FOUND", "id", "Location not found.");
          }
          return StaffOutcome.done(shop.replace(found.get().withFulfillsOnlineOrders(online)));
        });
  }
}
