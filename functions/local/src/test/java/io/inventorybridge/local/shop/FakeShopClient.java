// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.shop.api.FakeShopify;
import io.inventorybridge.shopify.GraphQlOperation;
import io.inventorybridge.shopify.ShopTransport;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A fake shop with two variants, one of them stocked, and a JSON client. */
abstract class FakeShopClient {
  static final URI SHOP = URI.create("http://shop.invalid");
  static final ShopLocationId HERE = new ShopLocationId("9");
  static final ItemAtLocation PAIR = new ItemAtLocation(new InventoryItemId("1"), HERE);

  Instant now = Instant.parse("2026-11-25T05:00:00Z");
  final FakeShop shop = new FakeShop(() -> now, Duration.ofMinutes(3));
  FakeShopify shopify = new FakeShopify(shop, ApiOptions.DEFAULTS, FaultPlan.NEVER);

  @BeforeEach
  void open() {
    shop.open(HERE, "Main Street");
    shop.offer(FakeVariant.of(PAIR.item(), "2050000100017"));
    shop.offer(FakeVariant.of(new InventoryItemId("2"), "2050000100024"));
    shop.stock(PAIR, 10);
  }

  JsonNode ask(String document, ObjectNode variables) throws IOException {
    ObjectNode body = object().put("query", document);
    body.set("variables", variables);
    return JsonCodec.read(post("/admin/api/2026-10/graphql.json", body.toString()).body());
  }

  ShopTransport.Response post(String path, String body) throws IOException {
    return shopify.post(
        new ShopTransport.Request(
            SHOP.resolve(path), Map.of("X-Shopify-Access-Token", "shpat_local"), body));
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode setting(String key, int item, long quantity) {
    ObjectNode variables = object().put("key", key);
    ObjectNode input =
        variables
            .putObject("input")
            .put("name", "available")
            .put("reason", "correction")
            .put("referenceDocumentUri", "gid://inventory-bridge/Run/1");
    entry(input.putArray("quantities"), item, quantity);
    return variables;
  }

  static void entry(ArrayNode quantities, int item, long quantity) {
    quantities
        .addObject()
        .put("inventoryItemId", "gid://shopify/InventoryItem/" + item)
        .put("locationId", "gid://shopify/Location/9")
        .put("quantity", quantity)
        .putNull("changeFromQuantity");
  }

  static ObjectNode input(ObjectNode variables) {
    return (ObjectNode) variables.path("input");
  }

  JsonNode bulk(String query) throws IOException {
    return ask(
            GraphQlOperation.BULK_QUERY_START.document(),
            object().put("query", query).put("grouped", false))
        .path("data")
        .path("bulkOperationRunQuery");
  }
}
