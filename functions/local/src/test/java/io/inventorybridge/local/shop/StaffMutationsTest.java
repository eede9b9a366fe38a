// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.shop.api.FakeShopify;
import io.inventorybridge.shopify.ShopTransport;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Staff brings the shop into every state by GraphQL alone, and any client sees it. */
class StaffMutationsTest extends FakeShopClient {
  private static final ShopLocationId THERE = new ShopLocationId("10");
  private static final ItemAtLocation ELSEWHERE = new ItemAtLocation(PAIR.item(), THERE);
  private static final String ITEM = "\"gid://shopify/InventoryItem/1\"";
  private static final String VARIANT = "\"gid://shopify/ProductVariant/41\"";
  private static final String NINE = "\"gid://shopify/Location/9\"";
  private static final String TEN = "\"gid://shopify/Location/10\"";
  private int keys;

  @BeforeEach
  void openAnother() {
    shop.open(THERE, "Side Street");
    shop.stock(ELSEWHERE, 2);
  }

  private JsonNode staff(String document) throws IOException {
    ObjectNode body = object().put("query", document);
    return JsonCodec.read(
        shopify
            .post(
                new ShopTransport.Request(
                    SHOP.resolve("/admin/api/2026-10/graphql.json"),
                    Map.of("X-Shopify-Access-Token", ApiOptions.STAFF_TOKEN),
                    body.toString()))
            .body());
  }

  // Runs one mutation that must succeed; returns its payload.
  private JsonNode done(String call, String selection) throws IOException {
    JsonNode payload = run(call, selection + " userErrors { message }");
    assertThat(payload.path("userErrors")).isEmpty();
    return payload;
  }

  private JsonNode run(String call, String selection) throws IOException {
    JsonNode reply = staff("mutation { %s { %s } }".formatted(call, selection));
    assertThat(reply.path("errors")).isEmpty();
    return reply.path("data").properties().iterator().next().getValue();
  }

  private String key() {
    return "@idempotent(key: \"staff-%d\")".formatted(++keys);
  }

  private String order(int units) throws IOException {
    return done(
            """
            orderCreate(order: {lineItems: [{variantId: %s, quantity: %d}]}, \
            options: {inventoryBehaviour: DECREMENT_OBEYING_POLICY})"""
                .formatted(VARIANT, units),
            "order { id }")
        .path("order")
        .path("id")
        .asText();
  }

  private JsonNode seen(String order) throws IOException {
    JsonNode reply =
        JsonCodec.read(
            shopify
                .post(
                    new ShopTransport.Request(
                        SHOP.resolve("/admin/api/2026-10/graphql.json"),
                        Map.of("X-Shopify-Access-Token", ApiOptions.STAFF_TOKEN),
                        object()
                            .put("query", TestDocuments.read("staff/OneOrder.graphql"))
                            .<ObjectNode>set("variables", object().put("id", order))
                            .toString()))
                .body());
    assertThat(reply.path("errors")).isEmpty();
    return reply.path("data").path("order");
  }

  private String line(String order) throws IOException {
    return seen(order).path("lineItems").path("nodes").path(0).path("id").asText();
  }

  private JsonNode work(String order, int index) throws IOException {
    return seen(order).path("fulfillmentOrders").path("nodes").path(index);
  }

  private JsonNode ship(String work) throws IOException {
    return done(
            """
            fulfillmentCreate(fulfillment: \
            {lineItemsByFulfillmentOrder: [{fulfillmentOrderId: "%s"}]})"""
                .formatted(work),
            "fulfillment { id status }")
        .path("fulfillment");
  }

  private void shows(ItemAtLocation pair, long available, long committed, long onHand)
      throws IOException {
    JsonNode quantities =
        staff(
                """
                { inventoryItem(id: "gid://shopify/InventoryItem/%s") {
                  inventoryLevel(locationId: "gid://shopify/Location/%s", includeInactive: true) {
                    quantities(names: ["available", "committed", "on_hand"]) { quantity } } } }"""
                    .formatted(pair.item().number(), pair.location().number()))
            .path("data")
            .path("inventoryItem")
            .path("inventoryLevel")
            .path("quantities");
    assertThat(quantities.findValuesAsText("quantity"))
        .containsExactly(Long.toString(available), Long.toString(committed), Long.toString(onHand));
  }

  @ParameterizedTest
  @CsvSource({"reserved", "damaged", "safety_stock", "quality_control"})
  void unitsAreSetAsideAndPutBack(String state) throws IOException {
    moveQuantities("available", state, 3);
    shows(PAIR, 7, 0, 10);
    moveQuantities(state, "available", 3);
    shows(PAIR, 10, 0, 10);
  }

  private void moveQuantities(String from, String to, int units) throws IOException {
    done(
        """
        inventoryMoveQuantities(input: {reason: "other", \
        referenceDocumentUri: "gid://staff/Move/1", changes: [{inventoryItemId: %s, quantity: %d, \
        from: {locationId: %s, name: "%s"}, to: {locationId: %s, name: "%s"}}]}) %s"""
            .formatted(ITEM, units, NINE, from, NINE, to, key()),
        "inventoryAdjustmentGroup { id }");
  }

  @Test
  void aDraftThatReservesSetsUnitsAsideUntilItIsAnOrder() throws IOException {
    String draft =
        done(
                """
                draftOrderCreate(input: {reserveInventoryUntil: "2026-12-24T00:00:00Z", \
                lineItems: [{variantId: %s, quantity: 4}]})"""
                    .formatted(VARIANT),
                "draftOrder { id status }")
            .path("draftOrder")
            .path("id")
            .asText();
    shows(PAIR, 6, 0, 10);
    assertThat(
            done("draftOrderComplete(id: \"%s\")".formatted(draft), "draftOrder { order { id } }")
                .path("draftOrder")
                .path("order")
                .path("id")
                .asText())
        .startsWith("gid://shopify/Order/");
    shows(PAIR, 6, 4, 10);
  }

  @ParameterizedTest
  @CsvSource({"false, 7, 1, 8", "true, 9, 1, 10"})
  void anEditFromThreeToOneRestocksOrNot(
      boolean restock, long available, long committed, long onHand) throws IOException {
    String order = order(3);
    shows(PAIR, 7, 3, 10);
    String edit =
        done("orderEditBegin(id: \"%s\")".formatted(order), "calculatedOrder { id }")
            .path("calculatedOrder")
            .path("id")
            .asText();
    done(
        "orderEditSetQuantity(id: \"%s\", lineItemId: \"%s\", quantity: 1, restock: %s)"
            .formatted(edit, line(order), restock),
        "calculatedLineItem { quantity }");
    shows(PAIR, 7, 3, 10);
    done("orderEditCommit(id: \"%s\")".formatted(edit), "order { id }");
    shows(PAIR, available, committed, onHand);
    JsonNode after = seen(order).path("lineItems").path("nodes").path(0);
    assertThat(after.path("quantity").asInt()).isEqualTo(3);
    assertThat(after.path("currentQuantity").asInt()).isEqualTo(1);
  }

  @Test
  void aCancelledShipmentOfTheWholeOpensANewFulfillmentOrder() throws IOException {
    String order = order(2);
    String shipped = ship(work(order, 0).path("id").asText()).path("id").asText();
    shows(PAIR, 8, 0, 8);
    done("fulfillmentCancel(id: \"%s\")".formatted(shipped), "fulfillment { status }");
    shows(PAIR, 8, 2, 10);
    assertThat(work(order, 0).path("status").asText()).isEqualTo("CLOSED");
    assertThat(work(order, 1).path("status").asText()).isEqualTo("OPEN");
    assertThat(seen(order).path("fulfillments").path(0).path("status").asText())
        .isEqualTo("CANCELLED");
  }

  @Test
  void aMovedFulfillmentOrderTakesItsCommittedUnitsAlong() throws IOException {
    String order = order(2);
    String work = work(order, 0).path("id").asText();
    assertThat(
            done(
                    "fulfillmentOrderMove(id: \"%s\", newLocationId: %s)".formatted(work, TEN),
                    "movedFulfillmentOrder { id }")
                .path("movedFulfillmentOrder")
                .path("id")
                .asText())
        .isEqualTo(work);
    shows(PAIR, 10, 0, 10);
    shows(ELSEWHERE, 0, 2, 2);
  }

  @Test
  void aSplitAndAHoldLeaveTheStockAlone() throws IOException {
    String order = order(3);
    JsonNode work = work(order, 0);
    done(
        """
        fulfillmentOrderSplit(fulfillmentOrderSplits: [{fulfillmentOrderId: "%s", \
        fulfillmentOrderLineItems: [{id: "%s", quantity: 1}]}])"""
            .formatted(
                work.path("id").asText(),
                work.path("lineItems").path("nodes").path(0).path("id").asText()),
        "fulfillmentOrderSplits { remainingFulfillmentOrder { id } }");
    String split = work(order, 1).path("id").asText();
    done(
        "fulfillmentOrderHold(id: \"%s\", fulfillmentHold: {reason: OTHER})".formatted(split),
        "fulfillmentOrder { status }");
    assertThat(work(order, 1).path("status").asText()).isEqualTo("ON_HOLD");
    shows(PAIR, 7, 3, 10);
    assertThat(
            run(
                    """
                    fulfillmentCreate(fulfillment: \
                    {lineItemsByFulfillmentOrder: [{fulfillmentOrderId: "%s"}]})"""
                        .formatted(split),
                    "userErrors { message }")
                .path("userErrors"))
        .hasSize(1);
    done("fulfillmentOrderReleaseHold(id: \"%s\")".formatted(split), "fulfillmentOrder { status }");
    ship(split);
    shows(PAIR, 7, 2, 9);
  }

  @ParameterizedTest
  @CsvSource({"RESTOCKED, 3", "NOT_RESTOCKED, 2", "PROCESSING_REQUIRED, 2", "MISSING, 2"})
  void aDispositionRestocksAtItsLocationOrNot(String type, long available) throws IOException {
    String order = order(2);
    ship(work(order, 0).path("id").asText());
    String shipped =
        seen(order)
            .path("fulfillments")
            .path(0)
            .path("fulfillmentLineItems")
            .path("nodes")
            .path(0)
            .path("id")
            .asText();
    JsonNode reverse =
        done(
                """
                returnCreate(returnInput: {orderId: "%s", returnLineItems: \
                [{fulfillmentLineItemId: "%s", quantity: 1, returnReason: OTHER}]})"""
                    .formatted(order, shipped),
                """
                return { id reverseFulfillmentOrders(first: 1) { nodes {
                  lineItems(first: 1) { nodes { id } } } } }""")
            .path("return")
            .path("reverseFulfillmentOrders")
            .path("nodes")
            .path(0);
    done(
        """
        reverseFulfillmentOrderDispose(dispositionInputs: \
        [{reverseFulfillmentOrderLineItemId: "%s", quantity: 1, locationId: %s, \
        dispositionType: %s}])"""
            .formatted(
                reverse.path("lineItems").path("nodes").path(0).path("id").asText(), TEN, type),
        "reverseFulfillmentOrderLineItems { id }");
    shows(PAIR, 8, 0, 8);
    shows(ELSEWHERE, available, 0, available);
    JsonNode returned = seen(order).path("returns").path("nodes").path(0);
    assertThat(returned.path("status").asText()).isEqualTo("CLOSED");
    assertThat(
            returned
                .path("reverseFulfillmentOrders")
                .path("nodes")
                .path(0)
                .path("lineItems")
                .path("nodes")
                .path(0)
                .path("dispositions")
                .path(0)
                .path("type")
                .asText())
        .isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "CANCEL, 9, 1, 8, 1, 10",
    "CANCEL, 10, 1, 8, 1, 9",
    "NO_RESTOCK, 9, 1, 8, 1, 9",
  })
  void aRefundOfUnitsThatAreNotShippedRestocksWhereStaffSays(
      String type, String location, int units, long before, long committed, long onHand)
      throws IOException {
    String order = order(2);
    done(
        """
        refundCreate(input: {orderId: "%s", refundLineItems: [{lineItemId: "%s", quantity: %d, \
        restockType: %s, locationId: "gid://shopify/Location/%s"}]}) %s"""
            .formatted(order, line(order), units, type, location, key()),
        "refund { id }");
    long back = type.equals("CANCEL") ? units : 0;
    boolean here = location.equals("9");
    shows(PAIR, before + (here ? back : 0), committed, onHand);
    shows(ELSEWHERE, 2 + (here ? 0 : back), 0, 2 + (here ? 0 : back));
  }

  @Test
  void aRefundIsCreatedOncePerKeyAndNotWithoutOne() throws IOException {
    String order = order(2);
    String call =
        """
        refundCreate(input: {orderId: "%s", refundLineItems: [{lineItemId: "%s", quantity: 1, \
        restockType: CANCEL}]})"""
            .formatted(order, line(order));
    String once = call + key();
    done(once, "refund { id }");
    done(once, "refund { id }");
    shows(PAIR, 9, 1, 10);
    assertThat(
            staff("mutation { %s { refund { id } } }".formatted(call))
                .path("errors")
                .path(0)
                .path("extensions")
                .path("code")
                .asText())
        .isEqualTo("BAD_REQUEST");
  }

  @Test
  void aCancelledOrderGivesItsUnitsBackOnce() throws IOException {
    String order = order(3);
    String call = "orderCancel(orderId: \"%s\", reason: STAFF, restock: true)".formatted(order);
    done(call, "job { done }");
    shows(PAIR, 10, 0, 10);
    assertThat(run(call, "orderCancelUserErrors { code }").path("orderCancelUserErrors"))
        .hasSize(1);
    shows(PAIR, 10, 0, 10);
  }

  @Test
  void anActiveLevelTakesNoQuantity() throws IOException {
    JsonNode payload =
        run(
            "inventoryActivate(inventoryItemId: %s, locationId: %s, available: 99) %s"
                .formatted(ITEM, NINE, key()),
            "inventoryLevel { id } userErrors { field message }");
    assertThat(payload.path("userErrors").path(0).path("field").path(0).asText())
        .isEqualTo("available");
    shows(PAIR, 10, 0, 10);
  }

  @Test
  void aLevelIsNotDeactivatedWithCommittedUnitsNorAtTheOnlyLocation() throws IOException {
    order(1);
    assertThat(toggled(NINE)).isEqualTo("COMMITTED_INVENTORY_AT_LOCATION");
    assertThat(toggled(TEN)).isEmpty();
    assertThat(shop.level(ELSEWHERE)).map(StockLevel::active).contains(false);
    String order = order(1);
    done(
        "orderCancel(orderId: \"%s\", reason: STAFF, restock: true)".formatted(order),
        "job { done }");
    assertThat(toggled(NINE)).isEqualTo("CANNOT_DEACTIVATE_FROM_ONLY_LOCATION");
    String level =
        staff(
                "{ inventoryItem(id: %s) { inventoryLevel(locationId: %s) { id } } }"
                    .formatted(ITEM, NINE))
            .path("data")
            .path("inventoryItem")
            .path("inventoryLevel")
            .path("id")
            .asText();
    assertThat(
            run(
                    "inventoryDeactivate(inventoryLevelId: \"%s\")".formatted(level),
                    "userErrors { message }")
                .path("userErrors"))
        .hasSize(1);
    assertThat(shop.level(PAIR)).map(StockLevel::active).contains(true);
  }

  private String toggled(String location) throws IOException {
    return run(
            """
            inventoryBulkToggleActivation(inventoryItemId: %s, \
            inventoryItemUpdates: [{locationId: %s, activate: false}])"""
                .formatted(ITEM, location),
            "userErrors { code }")
        .path("userErrors")
        .path(0)
        .path("code")
        .asText();
  }

  @Test
  void aDeactivatedLocationHandsOverItsStockAndItsWork() throws IOException {
    String order = order(3);
    String refused = "locationDeactivate(locationId: %s)".formatted(NINE);
    assertThat(
            run(refused + key(), "locationDeactivateUserErrors { code }")
                .path("locationDeactivateUserErrors")
                .path(0)
                .path("code")
                .asText())
        .isEqualTo("HAS_FULFILLMENT_ORDERS_ERROR");
    run(
        "locationDeactivate(locationId: %s, destinationLocationId: %s) %s"
            .formatted(NINE, TEN, key()),
        "location { isActive }");
    shows(PAIR, 0, 0, 0);
    shows(ELSEWHERE, 9, 3, 12);
    assertThat(work(order, 0).path("assignedLocation").path("location").path("id").asText())
        .isEqualTo("gid://shopify/Location/10");
    assertThat(staff("{ location(id: %s) { isActive } }".formatted(NINE)).toString())
        .contains("\"isActive\":false");
    assertThat(
            run(
                    "locationActivate(locationId: %s) %s".formatted(NINE, key()),
                    "location { isActive }")
                .path("location")
                .path("isActive")
                .asBoolean())
        .isTrue();
  }

  @Test
  void aBarcodeIsCopiedToASecondItem() throws IOException {
    done(
        """
        productVariantsBulkUpdate(productId: "gid://shopify/Product/52", variants: \
        [{id: "gid://shopify/ProductVariant/42", barcode: "2050000100017", \
        inventoryItem: {tracked: false}}])""",
        "productVariants { barcode }");
    assertThat(
            staff(
                    "{ productVariants(first: 5, query: \"barcode:2050000100017\") { nodes { id } } }")
                .path("data")
                .path("productVariants")
                .path("nodes"))
        .hasSize(2);
    assertThat(shop.find(new InventoryItemId("2"))).map(FakeVariant::tracked).contains(false);
  }

  @Test
  void aPageEndsBeforeACursorAsWellAsItBeginsAfterOne() throws IOException {
    for (int i = 0; i < 5; i++) {
      order(1);
      now = now.plusSeconds(1);
    }
    now = now.plus(Duration.ofMinutes(3));
    JsonNode last =
        staff(
                "{ orders(last: 2) { edges { cursor node { id } } pageInfo { hasPreviousPage"
                    + " hasNextPage startCursor } } }")
            .path("data")
            .path("orders");
    assertThat(last.path("edges")).hasSize(2);
    assertThat(last.path("pageInfo").path("hasPreviousPage").asBoolean()).isTrue();
    assertThat(last.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
    JsonNode before =
        staff(
                "{ orders(last: 9, before: \"%s\") { nodes { id } pageInfo { hasNextPage } } }"
                    .formatted(last.path("pageInfo").path("startCursor").asText()))
            .path("data")
            .path("orders");
    assertThat(before.path("nodes")).hasSize(3);
    assertThat(before.path("pageInfo").path("hasNextPage").asBoolean()).isTrue();
  }

  private JsonNode withoutScope(String scope, String document) throws IOException {
    Set<String> scopes = new HashSet<>(ApiOptions.APP_SCOPES);
    scopes.remove(scope);
    shopify = new FakeShopify(shop, ApiOptions.DEFAULTS.withScopes(scopes), FaultPlan.NEVER);
    return ask(document, object());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "read_orders|{ orders(first: 1) { nodes { id } } }",
        "read_inventory|{ inventoryItems(first: 1) { nodes { id } } }",
        "read_products|{ productVariants(first: 1) { nodes { id } } }",
        "read_locations|{ locations(first: 1) { nodes { id } } }",
        "read_returns|{ order(id: \"ORDER\") { returns(first: 1) { nodes { id } } } }",
        "write_orders|mutation { orderCancel(orderId: \"ORDER\", reason: STAFF, restock: true) "
            + "{ userErrors { message } } }"
      })
  void aFieldWithoutItsScopeIsDenied(String scope, String document) throws IOException {
    String order = order(1);
    assertThat(
            withoutScope(scope, document.replace("ORDER", order))
                .path("errors")
                .path(0)
                .path("extensions")
                .path("code")
                .asText())
        .isEqualTo("ACCESS_DENIED");
  }

  @Test
  void withoutTheScopeFulfillmentOrdersAreMissingWithoutAnError() throws IOException {
    String order = order(1);
    now = now.plus(Duration.ofMinutes(4));
    String document =
        """
        { fulfillmentOrders(first: 5, includeClosed: true) { nodes { id } }
          order(id: "%s") { fulfillmentOrders(first: 5) { nodes { id } } } }"""
            .formatted(order);
    JsonNode reply = withoutScope("read_merchant_managed_fulfillment_orders", document);
    assertThat(reply.path("errors")).isEmpty();
    assertThat(reply.path("data").path("fulfillmentOrders").path("nodes")).isEmpty();
    assertThat(reply.path("data").path("order").path("fulfillmentOrders").path("nodes")).isEmpty();
    assertThat(withoutScope("none", document).path("data").path("fulfillmentOrders").path("nodes"))
        .hasSize(1);
  }

  @Test
  void anOrderOlderThanSixtyDaysIsListedOnlyWithTheScopeForAllOrders() throws IOException {
    String order = order(1);
    now = now.plus(Duration.ofDays(61));
    done(
        "orderCancel(orderId: \"%s\", reason: STAFF, restock: true)".formatted(order),
        "job { done }");
    now = now.plus(Duration.ofMinutes(4));
    String list = "{ orders(first: 5) { nodes { id } } }";
    assertThat(withoutScope("none", list).path("data").path("orders").path("nodes")).hasSize(1);
    assertThat(withoutScope("read_all_orders", list).path("data").path("orders").path("nodes"))
        .isEmpty();
    assertThat(
            ask("{ order(id: \"%s\") { id } }".formatted(order), object())
                .path("data")
                .path("order")
                .path("id")
                .asText())
        .isEqualTo(order);
  }

  @Test
  void aBulkQueryTakesItsTimeAndCanBeCancelled() throws IOException {
    shopify = new FakeShopify(shop, ApiOptions.DEFAULTS.withGuessedBulkTime(), FaultPlan.NEVER);
    String id =
        bulk("{ inventoryItems { edges { node { id } } } }")
            .path("bulkOperation")
            .path("id")
            .asText();
    now = now.plusSeconds(9);
    assertThat(ask("{ currentBulkOperation { id status } }", object()).toString())
        .contains(id, "RUNNING");
    assertThat(staff("{ currentBulkOperation { id } }").path("data").path("currentBulkOperation"))
        .isEmpty();
    ask(
        "mutation { bulkOperationCancel(id: \"%s\") { userErrors { message } } }".formatted(id),
        object());
    now = now.plusSeconds(9);
    assertThat(ask("{ bulkOperations(first: 5) { nodes { status url } } }", object()).toString())
        .contains("CANCELED", "\"url\":null");
  }

  @Test
  void theResultOfABulkQueryIsKeptSevenDays() throws IOException {
    String id =
        bulk("{ inventoryItems { edges { node { id } } } }")
            .path("bulkOperation")
            .path("id")
            .asText();
    String state = "{ bulkOperation(id: \"%s\") { url } }".formatted(id);
    now = now.plus(Duration.ofDays(7).minusSeconds(1));
    assertThat(ask(state, object()).findValue("url").isNull()).isFalse();
    now = now.plusSeconds(1);
    assertThat(ask(state, object()).findValue("url").isNull()).isTrue();
  }
}
