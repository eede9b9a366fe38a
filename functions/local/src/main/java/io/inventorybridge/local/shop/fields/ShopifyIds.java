// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes and reads the shop's global ids. */
public final class ShopifyIds {
  private static final Pattern FORM =
      Pattern.compile("gid://shopify/([A-Za-z]+)/([1-9][0-9]{0,18})(\\?.*)?");

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
}
