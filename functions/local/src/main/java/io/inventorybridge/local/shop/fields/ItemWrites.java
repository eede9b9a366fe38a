// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.StaffOutcome;
import io.inventorybridge.local.shop.StockLevel;
import io.inventorybridge.local.shop.StockOperations.StockToggle;
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
import java.util.OptionalLong;
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
        ShopifyIds.location(arguments.get("locationId")).filter(shop::isActive);
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
    return switch (shop.stockOperations()
        .inventoryActivate(pair, number(available), number(onHand))) {
      case StaffOutcome.Done<StockLevel> done ->
          new ActivationReply(Optional.of(new LevelRef(pair)), List.of());
      case StaffOutcome.Refused<StockLevel> refused ->
          new ActivationReply(
              shop.level(pair).map(it -> new LevelRef(pair)),
              List.of(new UserError(refused.field(), refused.message(), "")));
    };
  }

  private static OptionalLong number(@Nullable Object value) {
    return value instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
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
    List<StockToggle> toggles = new ArrayList<>();
    for (Map<String, Object> update : StockWrites.entries(arguments, "inventoryItemUpdates")) {
      toggles.add(
          new StockToggle(
              ShopifyIds.location(update.get("locationId"))
                  .orElseGet(() -> new ShopLocationId("0")),
              Boolean.TRUE.equals(update.get("activate"))));
    }
    return switch (shop.stockOperations().inventoryBulkToggleActivation(item.get(), toggles)) {
      case StaffOutcome.Done<List<ItemAtLocation>> done ->
          new ToggleReply(
              shop.find(item.get()).map(Item::new),
              done.value().stream()
                  .filter(it -> shop.level(it).isPresent())
                  .map(LevelRef::new)
                  .toList(),
              List.of());
      case StaffOutcome.Refused<List<ItemAtLocation>> refused ->
          new ToggleReply(
              Optional.empty(),
              List.of(),
              List.of(new UserError(refused.field(), refused.message(), refused.code())));
    };
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
