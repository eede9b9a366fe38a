// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.shop.ApiOptions;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FaultPlan;
import io.inventorybridge.local.shop.api.FakeShopify;
import io.inventorybridge.shopify.ShopTransport;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Staff of the fake shop: people who change it by GraphQL alone, with a token that has every scope.
 * A refused mutation is an error of the test.
 */
final class ShopStaff {
  private static final URI ENDPOINT =
      URI.create("https://shop.invalid/admin/api/2026-10/graphql.json");

  private final FakeShopify shopify;
  private int keys;

  ShopStaff(FakeShop shop) {
    shopify = new FakeShopify(shop, ApiOptions.DEFAULTS, FaultPlan.NEVER);
  }

  // Missing without a level.
  private JsonNode level(ItemAtLocation pair) {
    return ask("""
            { inventoryItem(id: "%s") { inventoryLevel(locationId: "%s", includeInactive: true) {
              id isActive quantities(names: ["available", "committed"]) { quantity } } } }"""
            .formatted(gid(pair.item()), gid(pair.location())))
        .path("inventoryItem")
        .path("inventoryLevel");
  }

  /** The available units of a pair; 0 without a level. */
  long available(ItemAtLocation pair) {
    return quantity(pair, 0);
  }

  long committed(ItemAtLocation pair) {
    return quantity(pair, 1);
  }

  private long quantity(ItemAtLocation pair, int name) {
    return level(pair).path("quantities").path(name).path("quantity").asLong();
  }

  /** Tells whether the pair has a level, active or not. */
  boolean hasLevel(ItemAtLocation pair) {
    return level(pair).hasNonNull("id");
  }

  boolean isActive(ItemAtLocation pair) {
    return level(pair).path("isActive").asBoolean();
  }

  /** Moves units from one state to another, such as from available to damaged. */
  void move(ItemAtLocation pair, String from, String to, int units) {
    run(
        """
        inventoryMoveQuantities(input: {reason: "other", \
        referenceDocumentUri: "gid://staff/Move/1", changes: [{inventoryItemId: "%s", \
        quantity: %d, from: {locationId: "%s", name: "%s"}, to: {locationId: "%s", name: "%s"}}]}) \
        %s"""
            .formatted(
                gid(pair.item()),
                units,
                gid(pair.location()),
                from,
                gid(pair.location()),
                to,
                key()),
        "userErrors { message }");
  }

  /** Adds units to those that are available, or takes them off. */
  void adjust(ItemAtLocation pair, int delta) {
    run(
        """
        inventoryAdjustQuantities(input: {reason: "correction", name: "available", \
        referenceDocumentUri: "gid://staff/Count/1", changes: [{inventoryItemId: "%s", \
        locationId: "%s", delta: %d, changeFromQuantity: null}]}) %s"""
            .formatted(gid(pair.item()), gid(pair.location()), delta, key()),
        "userErrors { message }");
  }

  /** Stocks an item at a location that had none of it. */
  void stock(ItemAtLocation pair, int units) {
    run(
        "inventoryActivate(inventoryItemId: \"%s\", locationId: \"%s\", available: %d) %s"
            .formatted(gid(pair.item()), gid(pair.location()), units, key()),
        "userErrors { message }");
  }

  void switchOff(ItemAtLocation pair) {
    run(
        """
        inventoryBulkToggleActivation(inventoryItemId: "%s", \
        inventoryItemUpdates: [{locationId: "%s", activate: false}])"""
            .formatted(gid(pair.item()), gid(pair.location())),
        "userErrors { message }");
  }

  /** Closes a location; another one takes over its stock and its work. */
  void switchOff(ShopLocationId location, ShopLocationId instead) {
    run(
        "locationDeactivate(locationId: \"%s\", destinationLocationId: \"%s\") %s"
            .formatted(gid(location), gid(instead), key()),
        "locationDeactivateUserErrors { message }");
  }

  void changeBarcode(InventoryItemId item, String barcode) {
    run(
        """
        productVariantsBulkUpdate(productId: "gid://shopify/Product/5%s", variants: \
        [{id: "%s", barcode: "%s"}])"""
            .formatted(item, variant(item), barcode),
        "userErrors { message }");
  }

  /** A customer's order that takes units; returns its id. */
  String order(InventoryItemId item, int units) {
    return run(
            """
            orderCreate(order: {lineItems: [{variantId: "%s", quantity: %d}]}, \
            options: {inventoryBehaviour: DECREMENT_OBEYING_POLICY})"""
                .formatted(variant(item), units),
            "order { id } userErrors { message }")
        .path("order")
        .path("id")
        .asText();
  }

  /** A draft that reserves units; returns its id. */
  String reserve(InventoryItemId item, int units) {
    return run(
            """
            draftOrderCreate(input: {reserveInventoryUntil: "2027-12-24T00:00:00Z", \
            lineItems: [{variantId: "%s", quantity: %d}]})"""
                .formatted(variant(item), units),
            "draftOrder { id } userErrors { message }")
        .path("draftOrder")
        .path("id")
        .asText();
  }

  /** Makes an order of a draft; returns the order's id. */
  String complete(String draft) {
    return run(
            "draftOrderComplete(id: \"%s\")".formatted(draft),
            "draftOrder { order { id } } userErrors { message }")
        .path("draftOrder")
        .path("order")
        .path("id")
        .asText();
  }

  private JsonNode seen(String order) {
    return ask("""
            { order(id: "%s") {
              lineItems(first: 2) { nodes { id } }
              fulfillmentOrders(first: 5) { nodes { id status lineItems(first: 2) { nodes { id } } } }
              fulfillments(first: 5) { id fulfillmentLineItems(first: 2) { nodes { id } } } } }"""
            .formatted(order))
        .path("order");
  }

  private String line(String order) {
    return seen(order).path("lineItems").path("nodes").path(0).path("id").asText();
  }

  // The one that is still to be shipped.
  private JsonNode work(String order) {
    for (JsonNode work : seen(order).path("fulfillmentOrders").path("nodes")) {
      if (work.path("status").asText().equals("OPEN")) {
        return work;
      }
    }
    throw new IllegalStateException(order + " has nothing to be shipped");
  }

  /** Sets the quantity of an order's line. */
  void edit(String order, int units, boolean restock) {
    String edit =
        run(
                "orderEditBegin(id: \"%s\")".formatted(order),
                "calculatedOrder { id } userErrors { message }")
            .path("calculatedOrder")
            .path("id")
            .asText();
    run(
        "orderEditSetQuantity(id: \"%s\", lineItemId: \"%s\", quantity: %d, restock: %s)"
            .formatted(edit, line(order), units, restock),
        "userErrors { message }");
    run("orderEditCommit(id: \"%s\")".formatted(edit), "userErrors { message }");
  }

  /** Ships what is open of an order; returns the shipment's id. */
  String ship(String order) {
    return run(
            """
            fulfillmentCreate(fulfillment: \
            {lineItemsByFulfillmentOrder: [{fulfillmentOrderId: "%s"}]})"""
                .formatted(work(order).path("id").asText()),
            "fulfillment { id } userErrors { message }")
        .path("fulfillment")
        .path("id")
        .asText();
  }

  void cancelShipment(String shipment) {
    run("fulfillmentCancel(id: \"%s\")".formatted(shipment), "userErrors { message }");
  }

  /** Lets another location ship what is open of an order. */
  void move(String order, ShopLocationId to) {
    run(
        "fulfillmentOrderMove(id: \"%s\", newLocationId: \"%s\")"
            .formatted(work(order).path("id").asText(), gid(to)),
        "userErrors { message }");
  }

  /** Splits off some units of what is open of an order. */
  void split(String order, int units) {
    JsonNode work = work(order);
    run(
        """
        fulfillmentOrderSplit(fulfillmentOrderSplits: [{fulfillmentOrderId: "%s", \
        fulfillmentOrderLineItems: [{id: "%s", quantity: %d}]}])"""
            .formatted(
                work.path("id").asText(),
                work.path("lineItems").path("nodes").path(0).path("id").asText(),
                units),
        "userErrors { message }");
  }

  void cancel(String order, boolean restock) {
    run(
        "orderCancel(orderId: \"%s\", reason: STAFF, restock: %s)".formatted(order, restock),
        "orderCancelUserErrors { message }");
  }

  /** Refunds units that were not shipped. */
  void refund(String order, int units, String restockType, ShopLocationId location) {
    run(
        """
        refundCreate(input: {orderId: "%s", refundLineItems: [{lineItemId: "%s", quantity: %d, \
        restockType: %s, locationId: "%s"}]}) %s"""
            .formatted(order, line(order), units, restockType, gid(location), key()),
        "userErrors { message }");
  }

  /** Takes shipped units back and disposes of them at a location. */
  void takeBack(String order, int units, String disposition, ShopLocationId location) {
    String shipped =
        seen(order)
            .path("fulfillments")
            .path(0)
            .path("fulfillmentLineItems")
            .path("nodes")
            .path(0)
            .path("id")
            .asText();
    String reverse =
        run(
                """
                returnCreate(returnInput: {orderId: "%s", returnLineItems: \
                [{fulfillmentLineItemId: "%s", quantity: %d, returnReason: OTHER}]})"""
                    .formatted(order, shipped, units),
                """
                return { reverseFulfillmentOrders(first: 1) { nodes {
                  lineItems(first: 1) { nodes { id } } } } } userErrors { message }""")
            .findPath("lineItems")
            .path("nodes")
            .path(0)
            .path("id")
            .asText();
    run(
        """
        reverseFulfillmentOrderDispose(dispositionInputs: \
        [{reverseFulfillmentOrderLineItemId: "%s", quantity: %d, locationId: "%s", \
        dispositionType: %s}])"""
            .formatted(reverse, units, gid(location), disposition),
        "userErrors { message }");
  }

  private String key() {
    return "@idempotent(key: \"staff-%d\")".formatted(++keys);
  }

  private static String gid(InventoryItemId item) {
    return "gid://shopify/InventoryItem/" + item.number();
  }

  private static String gid(ShopLocationId location) {
    return "gid://shopify/Location/" + location.number();
  }

  // The fake derives a variant's number from its item's.
  private static String variant(InventoryItemId item) {
    return "gid://shopify/ProductVariant/4" + item.number();
  }

  private JsonNode run(String call, String selection) {
    JsonNode payload =
        ask("mutation { %s { %s } }".formatted(call, selection))
            .properties()
            .iterator()
            .next()
            .getValue();
    payload
        .properties()
        .forEach(
            it -> {
              if (it.getKey().toLowerCase(Locale.ROOT).endsWith("usererrors")
                  && !it.getValue().isEmpty()) {
                throw new IllegalStateException("%s: %s".formatted(call, it.getValue()));
              }
            });
    return payload;
  }

  private JsonNode ask(String document) {
    try {
      JsonNode reply =
          JsonCodec.read(
              shopify
                  .post(
                      new ShopTransport.Request(
                          ENDPOINT,
                          Map.of("X-Shopify-Access-Token", ApiOptions.STAFF_TOKEN),
                          JsonNodeFactory.instance.objectNode().put("query", document).toString()))
                  .body());
      if (!reply.path("errors").isEmpty()) {
        throw new IllegalStateException("%s: %s".formatted(document, reply.path("errors")));
      }
      return reply.path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
