// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import java.util.Optional;

/** Shopify's global ids, such as {@code gid://shopify/InventoryItem/30322695}. */
final class GlobalId {
  private GlobalId() {}

  static String of(InventoryItemId item) {
    return of("InventoryItem", item.number());
  }

  static String of(ShopLocationId location) {
    return of("Location", location.number());
  }

  static String of(String type, String number) {
    return "gid://shopify/" + type + "/" + number;
  }

  /** The number at the end, without parameters. */
  static String number(String gid) {
    int parameters = gid.indexOf('?');
    String path = parameters < 0 ? gid : gid.substring(0, parameters);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The number of a node with an id, or of an id itself; empty if null or absent. */
  static Optional<String> optional(JsonNode node) {
    JsonNode id = node.isObject() ? node.path("id") : node;
    return id.isTextual() ? Optional.of(number(id.textValue())) : Optional.empty();
  }

  static Optional<InventoryItemId> item(JsonNode node) {
    return optional(node).map(InventoryItemId::new);
  }

  static Optional<ShopLocationId> location(JsonNode node) {
    return optional(node).map(ShopLocationId::new);
  }
}
