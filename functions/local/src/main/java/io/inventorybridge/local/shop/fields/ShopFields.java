// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import graphql.schema.DataFetchingEnvironment;
import io.inventorybridge.local.shop.ApiOptions;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeShop.FakeLocation;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.OrderState;
import io.inventorybridge.local.shop.StockLevel;
import io.inventorybridge.local.shop.fields.MutationPayloads.Item;
import io.inventorybridge.local.shop.fields.MutationPayloads.LevelRef;
import io.inventorybridge.local.shop.fields.MutationPayloads.Named;
import io.inventorybridge.local.shop.fields.MutationPayloads.Quantity;
import io.inventorybridge.local.shop.graphql.FieldResolvers;
import io.inventorybridge.local.shop.graphql.RequestRefusal;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The readable fields of the shop's objects. */
public final class ShopFields {
  private final FakeShop shop;
  private final ApiOptions options;

  public ShopFields(FakeShop shop, ApiOptions options) {
    this.shop = shop;
    this.options = options;
  }

  public void addTo(FieldResolvers fields) {
    roots(fields);
    things(fields);
    levels(fields);
    orders(fields);
  }

  private void roots(FieldResolvers fields) {
    fields
        .answer("QueryRoot", "node", asked -> node(asked.getArgument("id")).orElse(null))
        .answer("QueryRoot", "nodes", this::nodes)
        .answer("QueryRoot", "productVariants", this::variants)
        .answer("QueryRoot", "inventoryItems", this::items)
        .answer("QueryRoot", "locations", this::locations)
        .answer("QueryRoot", "orders", this::sales)
        .answer("QueryRoot", "fulfillmentOrders", this::assignments)
        .answer("QueryRoot", "order", asked -> order(asked.getArgument("id")).orElse(null))
        .answer("QueryRoot", "currentAppInstallation", asked -> options)
        .answer(
            "QueryRoot",
            "publicApiVersions",
            asked -> List.of(new Named("2026-04"), new Named("2026-07"), new Named("2026-10")))
        .answer("QueryRoot", "shop", asked -> shop)
        .value(
            "AppInstallation",
            ApiOptions.class,
            "accessScopes",
            it -> it.scopes().stream().sorted().map(Named::new).toList())
        .value("AccessScope", Named.class, "handle", Named::name)
        .value("ApiVersion", Named.class, "handle", Named::name)
        .value("ApiVersion", Named.class, "displayName", Named::name)
        .value("ApiVersion", Named.class, "supported", it -> true)
        .value("Shop", FakeShop.class, "id", it -> ShopifyIds.of("Shop", "1"))
        .value("Shop", FakeShop.class, "name", it -> "Fake shop")
        .value("Shop", FakeShop.class, "myshopifyDomain", it -> "fake.myshopify.com")
        .value("Shop", FakeShop.class, "plan", it -> it)
        .value("ShopPlan", FakeShop.class, "publicDisplayName", it -> "Basic");
  }

  private static void things(FieldResolvers fields) {
    fields
        .value(
            "ProductVariant",
            FakeVariant.class,
            "id",
            it -> ShopifyIds.of("ProductVariant", it.number()))
        .value("ProductVariant", FakeVariant.class, "barcode", FakeVariant::barcode)
        .value("ProductVariant", FakeVariant.class, "sku", FakeVariant::sku)
        .value("ProductVariant", FakeVariant.class, "title", it -> "Default Title")
        .value("ProductVariant", FakeVariant.class, "requiresComponents", FakeVariant::bundle)
        .value("ProductVariant", FakeVariant.class, "inventoryPolicy", it -> "DENY")
        .value("ProductVariant", FakeVariant.class, "updatedAt", FakeVariant::updatedAt)
        .value("ProductVariant", FakeVariant.class, "product", it -> it)
        .value("ProductVariant", FakeVariant.class, "inventoryItem", Item::new)
        .value("Product", FakeVariant.class, "id", it -> ShopifyIds.of("Product", it.product()))
        .value("Product", FakeVariant.class, "title", FakeVariant::title)
        .value("Product", FakeVariant.class, "status", FakeVariant::status)
        .value("Product", FakeVariant.class, "isGiftCard", FakeVariant::giftCard)
        .value("Product", FakeVariant.class, "tags", FakeVariant::tags)
        .value("InventoryItem", Item.class, "id", it -> gid(it.variant().item()))
        .value("InventoryItem", Item.class, "sku", it -> it.variant().sku())
        .value("InventoryItem", Item.class, "tracked", it -> it.variant().tracked())
        .value("InventoryItem", Item.class, "duplicateSkuCount", it -> 0)
        .value("InventoryItem", Item.class, "variant", Item::variant)
        .value("InventoryItem", Item.class, "trackedEditable", it -> it)
        .value("EditableProperty", Item.class, "locked", it -> it.variant().bundle())
        .value("EditableProperty", Item.class, "reason", it -> Optional.empty())
        .value("Location", FakeLocation.class, "id", it -> gid(it.location()))
        .value("Location", FakeLocation.class, "name", FakeLocation::name)
        .value("Location", FakeLocation.class, "isActive", FakeLocation::active)
        .value("Location", FakeLocation.class, "fulfillsOnlineOrders", FakeLocation::fulfillsOnlineOrders)
        .value("Location", FakeLocation.class, "activatable", it -> !it.active());
  }

  private void levels(FieldResolvers fields) {
    fields
        .answer("InventoryItem", "inventoryLevels", this::levelsOfItem)
        .answer("InventoryItem", "inventoryLevel", this::levelOfItem)
        .value(
            "InventoryLevel",
            LevelRef.class,
            "id",
            it ->
                ShopifyIds.of("InventoryLevel", Long.toString(level(it).number()))
                    + "?inventory_item_id="
                    + it.pair().item())
        .value("InventoryLevel", LevelRef.class, "isActive", it -> level(it).active())
        .value(
            "InventoryLevel", LevelRef.class, "location", it -> shop.location(it.pair().location()))
        .value(
            "InventoryLevel",
            LevelRef.class,
            "item",
            it -> shop.find(it.pair().item()).map(Item::new))
        .answer("InventoryLevel", "quantities", this::quantities)
        .value("InventoryQuantity", Quantity.class, "name", Quantity::name)
        .value("InventoryQuantity", Quantity.class, "quantity", Quantity::quantity)
        .value("InventoryQuantity", Quantity.class, "updatedAt", Quantity::updatedAt);
  }

  private void orders(FieldResolvers fields) {
    fields
        .value("Order", OrderState.class, "id", it -> ShopifyIds.of("Order", it.number()))
        .value("Order", OrderState.class, "name", it -> "#" + it.number())
        .value("Order", OrderState.class, "createdAt", OrderState::createdAt)
        .value("Order", OrderState.class, "updatedAt", OrderState::updatedAt)
        .value("Order", OrderState.class, "cancelledAt", OrderState::cancelledAt)
        .answer(
            "Order",
            "lineItems",
            asked ->
                FieldResolvers.page(
                    asked,
                    FieldResolvers.source(asked, OrderState.class).lines(),
                    OrderState.Line::number))
        .answer(
            "Order",
            "fulfillmentOrders",
            asked ->
                FieldResolvers.page(
                    asked,
                    FieldResolvers.source(asked, OrderState.class).assigned(),
                    OrderState.Assigned::number))
        .answer("Order", "refunds", ShopFields::refunds)
        .value(
            "LineItem", OrderState.Line.class, "id", it -> ShopifyIds.of("LineItem", it.number()))
        .value("LineItem", OrderState.Line.class, "quantity", OrderState.Line::ordered)
        .value("LineItem", OrderState.Line.class, "currentQuantity", OrderState.Line::current)
        .value(
            "LineItem", OrderState.Line.class, "unfulfilledQuantity", OrderState.Line::unfulfilled)
        .value("LineItem", OrderState.Line.class, "variant", it -> shop.find(it.item()))
        .value("Refund", OrderState.Refund.class, "id", it -> ShopifyIds.of("Refund", it.number()))
        .value("Refund", OrderState.Refund.class, "createdAt", OrderState.Refund::createdAt)
        .answer(
            "Refund",
            "refundLineItems",
            asked ->
                FieldResolvers.page(
                    asked,
                    FieldResolvers.source(asked, OrderState.Refund.class).lines(),
                    it -> it.line() + it.type()))
        .value(
            "RefundLineItem",
            OrderState.RefundLine.class,
            "quantity",
            OrderState.RefundLine::quantity)
        .value("RefundLineItem", OrderState.RefundLine.class, "restockType", it -> it.type().name())
        .value(
            "RefundLineItem",
            OrderState.RefundLine.class,
            "restocked",
            OrderState.RefundLine::restocked)
        .value(
            "RefundLineItem",
            OrderState.RefundLine.class,
            "location",
            it -> it.location().flatMap(shop::location))
        .value("RefundLineItem", OrderState.RefundLine.class, "lineItem", it -> line(it.line()))
        .value(
            "FulfillmentOrder",
            OrderState.Assigned.class,
            "id",
            it -> ShopifyIds.of("FulfillmentOrder", it.number()))
        .value("FulfillmentOrder", OrderState.Assigned.class, "status", OrderState.Assigned::status)
        .value(
            "FulfillmentOrder",
            OrderState.Assigned.class,
            "updatedAt",
            OrderState.Assigned::updatedAt)
        .value(
            "FulfillmentOrder",
            OrderState.Assigned.class,
            "orderId",
            it -> ShopifyIds.of("Order", it.order()))
        .value("FulfillmentOrder", OrderState.Assigned.class, "assignedLocation", it -> it)
        .value(
            "FulfillmentOrderAssignedLocation",
            OrderState.Assigned.class,
            "location",
            it -> shop.location(it.location()))
        .answer(
            "FulfillmentOrder",
            "lineItems",
            asked ->
                FieldResolvers.page(
                    asked,
                    FieldResolvers.source(asked, OrderState.Assigned.class).lines(),
                    OrderState.AssignedLine::number))
        .value(
            "FulfillmentOrderLineItem",
            OrderState.AssignedLine.class,
            "id",
            it -> ShopifyIds.of("FulfillmentOrderLineItem", it.number()))
        .value(
            "FulfillmentOrderLineItem",
            OrderState.AssignedLine.class,
            "inventoryItemId",
            it -> gid(it.item()))
        .value(
            "FulfillmentOrderLineItem",
            OrderState.AssignedLine.class,
            "totalQuantity",
            OrderState.AssignedLine::total)
        .value(
            "FulfillmentOrderLineItem",
            OrderState.AssignedLine.class,
            "remainingQuantity",
            OrderState.AssignedLine::remaining)
        .value(
            "FulfillmentOrderLineItem",
            OrderState.AssignedLine.class,
            "lineItem",
            it -> line(it.line()));
  }

  private Optional<Object> node(@Nullable Object gid) {
    return switch (ShopifyIds.type(gid).orElse("")) {
      case "InventoryItem" -> ShopifyIds.item(gid).flatMap(shop::find).map(Item::new);
      case "Order" -> order(gid).map(it -> it);
      case "Refund" -> {
        needs("read_orders", "refund");
        yield ShopifyIds.number("Refund", gid).flatMap(shop.orders()::refund).map(it -> it);
      }
      case "Location" -> ShopifyIds.location(gid).flatMap(shop::location).map(it -> it);
      default -> Optional.empty();
    };
  }

  private List<?> nodes(DataFetchingEnvironment asked) {
    List<Object> ids = asked.getArgumentOrDefault("ids", List.of());
    List<Object> found = new ArrayList<>();
    ids.forEach(id -> found.add(node(id).orElse(null)));
    return found;
  }

  private Optional<OrderState> order(@Nullable Object gid) {
    needs("read_orders", "order");
    return ShopifyIds.number("Order", gid).flatMap(shop.orders()::find);
  }

  // Refunds and fulfillment orders name lines; queries ask only for their ids.
  private static OrderState.Line line(String number) {
    return new OrderState.Line(number, new InventoryItemId("1"), 0, 0, 0, true);
  }

  private Object variants(DataFetchingEnvironment asked) {
    Predicate<FakeVariant> found = SearchQuery.variants(asked.getArgument("query"));
    return FieldResolvers.roots(
        asked,
        () ->
            shop.variants().stream()
                .filter(found)
                .sorted(Comparator.comparing(it -> Long.valueOf(it.number())))
                .toList(),
        FakeVariant::number);
  }

  private Object items(DataFetchingEnvironment asked) {
    return FieldResolvers.roots(
        asked,
        () -> shop.variants().stream().map(Item::new).toList(),
        it -> it.variant().item().number());
  }

  private Object locations(DataFetchingEnvironment asked) {
    boolean inactive = asked.getArgumentOrDefault("includeInactive", false);
    List<FakeLocation> all =
        shop.locations().stream().filter(it -> it.active() || inactive).toList();
    return FieldResolvers.page(asked, all, it -> it.location().number());
  }

  private Object sales(DataFetchingEnvironment asked) {
    needs("read_orders", "orders");
    Predicate<Instant> updated = SearchQuery.updatedAt(asked.getArgument("query"));
    return FieldResolvers.roots(
        asked,
        () ->
            shop.orders().indexed(shop.now()).stream()
                .filter(it -> updated.test(it.updatedAt()))
                .sorted(Comparator.comparing(OrderState::updatedAt))
                .toList(),
        OrderState::number);
  }

  private Object assignments(DataFetchingEnvironment asked) {
    needs("read_orders", "fulfillmentOrders");
    boolean closed = asked.getArgumentOrDefault("includeClosed", false);
    Predicate<Instant> updated = SearchQuery.updatedAt(asked.getArgument("query"));
    return FieldResolvers.roots(
        asked,
        () ->
            shop.orders().indexed(shop.now()).stream()
                .flatMap(it -> it.assigned().stream())
                .filter(it -> updated.test(it.updatedAt()))
                .filter(it -> closed || it.open())
                .sorted(Comparator.comparing(OrderState.Assigned::updatedAt))
                .toList(),
        OrderState.Assigned::number);
  }

  private static Object refunds(DataFetchingEnvironment asked) {
    Stream<OrderState.Refund> all =
        FieldResolvers.source(asked, OrderState.class).refunds().stream();
    Integer first = asked.getArgument("first");
    return (first == null ? all : all.limit(first)).toList();
  }

  private Object levelsOfItem(DataFetchingEnvironment asked) {
    InventoryItemId item = FieldResolvers.source(asked, Item.class).variant().item();
    boolean inactive = asked.getArgumentOrDefault("includeInactive", false);
    List<LevelRef> all =
        shop.levels(item).entrySet().stream()
            .filter(it -> it.getValue().active() || inactive)
            .map(it -> new LevelRef(new ItemAtLocation(item, it.getKey())))
            .toList();
    return FieldResolvers.page(asked, all, it -> it.pair().location().number());
  }

  private @Nullable Object levelOfItem(DataFetchingEnvironment asked) {
    InventoryItemId item = FieldResolvers.source(asked, Item.class).variant().item();
    boolean inactive = asked.getArgumentOrDefault("includeInactive", false);
    return ShopifyIds.location(asked.getArgument("locationId"))
        .map(location -> new ItemAtLocation(item, location))
        .filter(pair -> shop.level(pair).filter(it -> it.active() || inactive).isPresent())
        .map(LevelRef::new)
        .orElse(null);
  }

  private List<Quantity> quantities(DataFetchingEnvironment asked) {
    StockLevel level = level(FieldResolvers.source(asked, LevelRef.class));
    List<String> names = asked.getArgumentOrDefault("names", List.of());
    return names.stream()
        .map(
            name ->
                new Quantity(
                    name,
                    level.quantity(name),
                    // Null except for available, as recorded.
                    name.equals(StockLevel.AVAILABLE)
                        ? Optional.of(level.updatedAt())
                        : Optional.empty()))
        .toList();
  }

  private StockLevel level(LevelRef level) {
    return shop.level(level.pair()).orElseThrow();
  }

  private void needs(String scope, String field) {
    if (!options.scopes().contains(scope)) {
      throw new RequestRefusal(
          "ACCESS_DENIED",
          "Access denied for %s field. Required access: `%s` access scope."
              .formatted(field, scope));
    }
  }

  private static String gid(InventoryItemId item) {
    return ShopifyIds.of("InventoryItem", item.number());
  }

  private static String gid(ShopLocationId location) {
    return ShopifyIds.of("Location", location.number());
  }
}
