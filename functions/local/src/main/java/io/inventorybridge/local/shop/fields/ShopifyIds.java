// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes and reads the shop's global ids. */
public final class ShopifyIds {
  private static final Pattern FORM =
      Pattern.compile("gid://shopify/([A-Za-z]+)/([1-9][0-9]{0,18})(\\?.*)?");

  private static final Pattern LEVEL =
      Pattern.compile(
          "gid://shopify/InventoryLevel/([1-9][0-9]{0,18})\\?inventory_item_id=([1-9][0-9]{0,18})");

  private ShopifyIds() {}

  public static String of(String type, String number) {
    return "gid://shopify/" + type + "/" + number;
  }

  public static Optional<String> number(String type, @Nullable Object gid) {
    Matcher matcher = FORM.matcher(String.valueOf(gid));
    return matcher.matches() && matcher.group(1).equals(type)
        ? Optional.of(matcher.group(2))
        : Optional.empty();
  }

  public static Optional<String> type(@Nullable Object gid) {
    Matcher matcher = FORM.matcher(String.valueOf(gid));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  static Optional<InventoryItemId> item(@Nullable Object gid) {
    return number("InventoryItem", gid).map(InventoryItemId::new);
  }

  static Optional<ShopLocationId> location(@Nullable Object gid) {
    return number("Location", gid).map(ShopLocationId::new);
  }

  /** The pair of a level's id, {@code gid://shopify/InventoryLevel/1?inventory_item_id=2}. */
  static Optional<ItemAtLocation> level(FakeShop shop, @Nullable Object gid) {
    Matcher matcher = LEVEL.matcher(String.valueOf(gid));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    InventoryItemId item = new InventoryItemId(matcher.group(2));
    return shop.levels(item).entrySet().stream()
        .filter(it -> Long.toString(it.getValue().number()).equals(matcher.group(1)))
        .map(it -> new ItemAtLocation(item, it.getKey()))
        .findFirst();
  }
}
