// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.StockLevel;
import io.inventorybridge.local.shop.fields.MutationPayloads.ActivationReply;
import io.inventorybridge.local.shop.fields.MutationPayloads.Item;
import io.inventorybridge.local.shop.fields.MutationPayloads.ItemUpdateReply;
import io.inventorybridge.local.shop.fields.MutationPayloads.LevelRef;
import io.inventorybridge.local.shop.fields.MutationPayloads.ToggleReply;
import io.inventorybridge.local.shop.graphql.UserError;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of an item except its quantities: activation at locations and tracking. */
final class ItemWrites {
  private final FakeShop shop;

  ItemWrites(FakeShop shop) {
    this.shop = shop;
  }

  ActivationReply activate(Map<String, Object> arguments) {
    Optional<InventoryItemId> item = known(arguments.get("inventoryItemId"));
    Optional<ShopLocationId> location =
        ShopifyIds.location(arguments.get("locationId"))
            .filter(it -> shop.location(it).isPresent());
    if (item.isEmpty()) {
      return refused("inventoryItemId", "The product couldn't be stocked because it wasn't found.");
    }
    if (location.isEmpty()) {
      return refused(
          "locationId", "The product couldn't be stocked because the location wasn't found.");
    }
    Object available = arguments.get("available");
    Object onHand = arguments.get("onHand");
    if (available != null && onHand != null) {
      String both = "Not allowed to set available and on_hand quantities at the same time.";
      return new ActivationReply(
          Optional.empty(),
          List.of(
              new UserError(List.of("available"), both, ""),
              new UserError(List.of("onHand"), both, "")));
    }
    ItemAtLocation pair = new ItemAtLocation(item.get(), location.get());
    Optional<StockLevel> before = shop.level(pair);
    if (onHand != null && before.filter(StockLevel::active).isPresent()) {
      return new ActivationReply(
          Optional.of(new LevelRef(pair)),
          List.of(
              new UserError(
                  List.of("onHand"),
                  "Not allowed to set an on_hand quantity when the item is already active at the"
                      + " location.",
                  "")));
    }
    StockLevel level = before.orElseGet(() -> shop.emptyLevel(true)).withActive(true);
    if (available instanceof Number number) {
      level = level.plusAvailable(number.longValue() - level.available(), shop.now());
    } else if (onHand instanceof Number number) {
      level = level.plusAvailable(number.longValue() - level.onHand(), shop.now());
    }
    shop.put(pair, level);
    return new ActivationReply(Optional.of(new LevelRef(pair)), List.of());
  }

  private static ActivationReply refused(String field, String message) {
    return new ActivationReply(
        Optional.empty(), List.of(new UserError(List.of(field), message, "")));
  }

  ToggleReply toggle(Map<String, Object> arguments) {
    Optional<InventoryItemId> item = known(arguments.get("inventoryItemId"));
    if (item.isEmpty()) {
      return new ToggleReply(
          Optional.empty(),
          List.of(),
          List.of(
              new UserError(
                  List.of("inventoryItemId"),
                  "The inventory item couldn't be found.",
                  "INVENTORY_ITEM_NOT_FOUND")));
    }
    List<ItemAtLocation> pairs = new ArrayList<>();
    List<Map<String, Object>> updates = StockWrites.entries(arguments, "inventoryItemUpdates");
    for (int i = 0; i < updates.size(); i++) {
      Optional<ShopLocationId> location =
          ShopifyIds.location(updates.get(i).get("locationId"))
              .filter(it -> shop.location(it).isPresent());
      if (location.isEmpty()) {
        // A single inactive location fails the whole call.
        return new ToggleReply(
            Optional.empty(),
            List.of(),
            List.of(
                new UserError(
                    List.of("inventoryItemUpdates", Integer.toString(i), "locationId"),
                    "The location couldn't be found.",
                    "LOCATION_NOT_FOUND")));
      }
      pairs.add(new ItemAtLocation(item.get(), location.get()));
    }
    for (int i = 0; i < updates.size(); i++) {
      boolean active = Boolean.TRUE.equals(updates.get(i).get("activate"));
      StockLevel level = shop.level(pairs.get(i)).orElseGet(() -> shop.emptyLevel(active));
      shop.put(pairs.get(i), level.withActive(active));
    }
    return new ToggleReply(
        shop.find(item.get()).map(Item::new),
        pairs.stream().map(LevelRef::new).toList(),
        List.of());
  }

  ItemUpdateReply update(Map<String, Object> arguments) {
    Optional<FakeVariant> found = known(arguments.get("id")).flatMap(shop::find);
    if (found.isEmpty()) {
      return new ItemUpdateReply(
          Optional.empty(),
          List.of(new UserError(List.of("id"), "The inventory item couldn't be found.", "")));
    }
    FakeVariant variant = found.get();
    if (arguments.get("input") instanceof Map<?, ?> input
        && input.get("tracked") instanceof Boolean tracked) {
      variant = variant.withTracked(tracked, shop.now());
      shop.offer(variant);
    }
    return new ItemUpdateReply(Optional.of(new Item(variant)), List.of());
  }

  private Optional<InventoryItemId> known(@Nullable Object gid) {
    return ShopifyIds.item(gid).filter(it -> shop.find(it).isPresent());
  }
}
