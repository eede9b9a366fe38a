// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import graphql.schema.DataFetchingEnvironment;
import io.inventorybridge.local.shop.ApiOptions;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeShop.Place;
import io.inventorybridge.local.shop.Sale;
import io.inventorybridge.local.shop.StockLevel;
import io.inventorybridge.local.shop.Variant;
import io.inventorybridge.local.shop.fields.Payloads.Item;
import io.inventorybridge.local.shop.fields.Payloads.LevelOf;
import io.inventorybridge.local.shop.fields.Payloads.Named;
import io.inventorybridge.local.shop.fields.Payloads.Quantity;
import io.inventorybridge.local.shop.graphql.Fields;
import io.inventorybridge.local.shop.graphql.Refusal;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
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

  public void addTo(Fields fields) {
    roots(fields);
    things(fields);
    levels(fields);
    orders(fields);
  }

  private void roots(Fields fields) {
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
        .value("Shop", FakeShop.class, "id", it -> Ids.of("Shop", "1"))
        .value("Shop", FakeShop.class, "name", it -> "Fake shop")
        .value("Shop", FakeShop.class, "myshopifyDomain", it -> "fake.myshopify.com")
        .value("Shop", FakeShop.class, "plan", it -> it)
        .value("ShopPlan", FakeShop.class, "publicDisplayName", it -> "Basic");
  }

  private static void things(Fields fields) {
    fields
        .value("ProductVariant", Variant.class, "id", it -> Ids.of("ProductVariant", it.number()))
        .value("ProductVariant", Variant.class, "barcode", Variant::barcode)
        .value("ProductVariant", Variant.class, "sku", Variant::sku)
        .value("ProductVariant", Variant.class, "title", it -> "Default Title")
        .value("ProductVariant", Variant.class, "requiresComponents", Variant::bundle)
        .value("ProductVariant", Variant.class, "inventoryPolicy", it -> "DENY")
        .value("ProductVariant", Variant.class, "updatedAt", Variant::updatedAt)
        .value("ProductVariant", Variant.class, "product", it -> it)
        .value("ProductVariant", Variant.class, "inventoryItem", Item::new)
        .value("Product", Variant.class, "id", it -> Ids.of("Product", it.product()))
        .value("Product", Variant.class, "title", Variant::title)
        .value("Product", Variant.class, "status", Variant::status)
        .value("Product", Variant.class, "isGiftCard", Variant::giftCard)
        .value("Product", Variant.class, "tags", Variant::tags)
        .value("InventoryItem", Item.class, "id", it -> gid(it.variant().item()))
        .value("InventoryItem", Item.class, "sku", it -> it.variant().sku())
        .value("InventoryItem", Item.class, "tracked", it -> it.variant().tracked())
        .value("InventoryItem", Item.class, "duplicateSkuCount", it -> 0)
        .value("InventoryItem", Item.class, "variant", Item::variant)
        .value("InventoryItem", Item.class, "trackedEditable", it -> it)
        .value("EditableProperty", Item.class, "locked", it -> it.variant().bundle())
        .value("EditableProperty", Item.class, "reason", it -> Optional.empty())
        .value("Location", Place.class, "id", it -> gid(it.location()))
        .value("Location", Place.class, "name", Place::name)
        .value("Location", Place.class, "isActive", Place::active)
        .value("Location", Place.class, "fulfillsOnlineOrders", Place::active)
        .value("Location", Place.class, "activatable", it -> !it.active());
  }

  private void levels(Fields fields) {
    fields
        .answer("InventoryItem", "inventoryLevels", this::levelsOfItem)
        .answer("InventoryItem", "inventoryLevel", this::levelOfItem)
        .value(
            "InventoryLevel",
            LevelOf.class,
            "id",
            it ->
                Ids.of("InventoryLevel", Long.toString(level(it).number()))
                    + "?inventory_item_id="
                    + it.pair().item())
        .value("InventoryLevel", LevelOf.class, "isActive", it -> level(it).active())
        .value("InventoryLevel", LevelOf.class, "location", it -> shop.place(it.pair().location()))
        .value(
            "InventoryLevel",
            LevelOf.class,
            "item",
            it -> shop.find(it.pair().item()).map(Item::new))
        .answer("InventoryLevel", "quantities", this::quantities)
        .value("InventoryQuantity", Quantity.class, "name", Quantity::name)
        .value("InventoryQuantity", Quantity.class, "quantity", Quantity::quantity)
        .value("InventoryQuantity", Quantity.class, "updatedAt", Quantity::updatedAt);
  }

  private void orders(Fields fields) {
    fields
        .value("Order", Sale.class, "id", it -> Ids.of("Order", it.number()))
        .value("Order", Sale.class, "name", it -> "#" + it.number())
        .value("Order", Sale.class, "createdAt", Sale::createdAt)
        .value("Order", Sale.class, "updatedAt", Sale::updatedAt)
        .value("Order", Sale.class, "cancelledAt", Sale::cancelledAt)
        .answer(
            "Order",
            "lineItems",
            asked ->
                Fields.page(asked, Fields.source(asked, Sale.class).lines(), Sale.Line::number))
        .answer(
            "Order",
            "fulfillmentOrders",
            asked ->
                Fields.page(
                    asked, Fields.source(asked, Sale.class).assigned(), Sale.Assigned::number))
        .answer("Order", "refunds", ShopFields::refunds)
        .value("LineItem", Sale.Line.class, "id", it -> Ids.of("LineItem", it.number()))
        .value("LineItem", Sale.Line.class, "quantity", Sale.Line::ordered)
        .value("LineItem", Sale.Line.class, "currentQuantity", Sale.Line::current)
        .value("LineItem", Sale.Line.class, "unfulfilledQuantity", Sale.Line::unfulfilled)
        .value("LineItem", Sale.Line.class, "variant", it -> shop.find(it.item()))
        .value("Refund", Sale.Refund.class, "id", it -> Ids.of("Refund", it.number()))
        .value("Refund", Sale.Refund.class, "createdAt", Sale.Refund::createdAt)
        .answer(
            "Refund",
            "refundLineItems",
            asked ->
                Fields.page(
                    asked,
                    Fields.source(asked, Sale.Refund.class).lines(),
                    it -> it.line() + it.type()))
        .value("RefundLineItem", Sale.RefundLine.class, "quantity", Sale.RefundLine::quantity)
        .value("RefundLineItem", Sale.RefundLine.class, "restockType", it -> it.type().name())
        .value("RefundLineItem", Sale.RefundLine.class, "restocked", Sale.RefundLine::restocked)
        .value(
            "RefundLineItem",
            Sale.RefundLine.class,
            "location",
            it -> it.location().flatMap(shop::place))
        .value("RefundLineItem", Sale.RefundLine.class, "lineItem", it -> line(it.line()))
        .value(
            "FulfillmentOrder",
            Sale.Assigned.class,
            "id",
            it -> Ids.of("FulfillmentOrder", it.number()))
        .value("FulfillmentOrder", Sale.Assigned.class, "status", Sale.Assigned::status)
        .value("FulfillmentOrder", Sale.Assigned.class, "updatedAt", Sale.Assigned::updatedAt)
        .value(
            "FulfillmentOrder", Sale.Assigned.class, "orderId", it -> Ids.of("Order", it.order()))
        .value("FulfillmentOrder", Sale.Assigned.class, "assignedLocation", it -> it)
        .value(
            "FulfillmentOrderAssignedLocation",
            Sale.Assigned.class,
            "location",
            it -> shop.place(it.location()))
        .answer(
            "FulfillmentOrder",
            "lineItems",
            asked ->
                Fields.page(
                    asked,
                    Fields.source(asked, Sale.Assigned.class).lines(),
                    Sale.AssignedLine::number))
        .value(
            "FulfillmentOrderLineItem",
            Sale.AssignedLine.class,
            "id",
            it -> Ids.of("FulfillmentOrderLineItem", it.number()))
        .value(
            "FulfillmentOrderLineItem",
            Sale.AssignedLine.class,
            "inventoryItemId",
            it -> gid(it.item()))
        .value(
            "FulfillmentOrderLineItem",
            Sale.AssignedLine.class,
            "totalQuantity",
            Sale.AssignedLine::total)
        .value(
            "FulfillmentOrderLineItem",
            Sale.AssignedLine.class,
            "remainingQuantity",
            Sale.AssignedLine::remaining)
        .value(
            "FulfillmentOrderLineItem", Sale.AssignedLine.class, "lineItem", it -> line(it.line()));
  }

  private Optional<Object> node(@Nullable Object gid) {
    return switch (Ids.type(gid).orElse("")) {
      case "InventoryItem" -> Ids.item(gid).flatMap(shop::find).map(Item::new);
      case "Order" -> order(gid).map(it -> it);
      case "Refund" -> {
        needs("read_orders", "refund");
        yield Ids.number("Refund", gid).flatMap(shop.orders()::refund).map(it -> it);
      }
      case "Location" -> Ids.location(gid).flatMap(shop::place).map(it -> it);
      default -> Optional.empty();
    };
  }

  private List<?> nodes(DataFetchingEnvironment asked) {
    List<Object> ids = asked.getArgumentOrDefault("ids", List.of());
    List<Object> found = new ArrayList<>();
    ids.forEach(id -> found.add(node(id).orElse(null)));
    return found;
  }

  private Optional<Sale> order(@Nullable Object gid) {
    needs("read_orders", "order");
    return Ids.number("Order", gid).flatMap(shop.orders()::find);
  }

  // Refunds and fulfillment orders name lines; queries ask only for their ids.
  private static Sale.Line line(String number) {
    return new Sale.Line(number, new ItemId("1"), 0, 0, 0);
  }

  private Object variants(DataFetchingEnvironment asked) {
    Predicate<Variant> found = Search.variants(asked.getArgument("query"));
    return Fields.roots(
        asked,
        () ->
            shop.variants().stream()
                .filter(found)
                .sorted(Comparator.comparing(it -> Long.valueOf(it.number())))
                .toList(),
        Variant::number);
  }

  private Object items(DataFetchingEnvironment asked) {
    return Fields.roots(
        asked,
        () -> shop.variants().stream().map(Item::new).toList(),
        it -> it.variant().item().number());
  }

  private Object locations(DataFetchingEnvironment asked) {
    boolean inactive = asked.getArgumentOrDefault("includeInactive", false);
    List<Place> all = shop.places().stream().filter(it -> it.active() || inactive).toList();
    return Fields.page(asked, all, it -> it.location().number());
  }

  private Object sales(DataFetchingEnvironment asked) {
    needs("read_orders", "orders");
    Predicate<Instant> updated = Search.updatedAt(asked.getArgument("query"));
    return Fields.roots(
        asked,
        () ->
            shop.orders().indexed(shop.now()).stream()
                .filter(it -> updated.test(it.updatedAt()))
                .sorted(Comparator.comparing(Sale::updatedAt))
                .toList(),
        Sale::number);
  }

  private Object assignments(DataFetchingEnvironment asked) {
    needs("read_orders", "fulfillmentOrders");
    boolean closed = asked.getArgumentOrDefault("includeClosed", false);
    Predicate<Instant> updated = Search.updatedAt(asked.getArgument("query"));
    return Fields.roots(
        asked,
        () ->
            shop.orders().indexed(shop.now()).stream()
                .flatMap(it -> it.assigned().stream())
                .filter(it -> updated.test(it.updatedAt()))
                .filter(it -> closed || it.status().equals("OPEN"))
                .sorted(Comparator.comparing(Sale.Assigned::updatedAt))
                .toList(),
        Sale.Assigned::number);
  }

  private static Object refunds(DataFetchingEnvironment asked) {
    Stream<Sale.Refund> all = Fields.source(asked, Sale.class).refunds().stream();
    Integer first = asked.getArgument("first");
    return (first == null ? all : all.limit(first)).toList();
  }

  private Object levelsOfItem(DataFetchingEnvironment asked) {
    ItemId item = Fields.source(asked, Item.class).variant().item();
    boolean inactive = asked.getArgumentOrDefault("includeInactive", false);
    List<LevelOf> all =
        shop.levels(item).entrySet().stream()
            .filter(it -> it.getValue().active() || inactive)
            .map(it -> new LevelOf(new Pair(item, it.getKey())))
            .toList();
    return Fields.page(asked, all, it -> it.pair().location().number());
  }

  private @Nullable Object levelOfItem(DataFetchingEnvironment asked) {
    ItemId item = Fields.source(asked, Item.class).variant().item();
    boolean inactive = asked.getArgumentOrDefault("includeInactive", false);
    return Ids.location(asked.getArgument("locationId"))
        .map(location -> new Pair(item, location))
        .filter(pair -> shop.level(pair).filter(it -> it.active() || inactive).isPresent())
        .map(LevelOf::new)
        .orElse(null);
  }

  private List<Quantity> quantities(DataFetchingEnvironment asked) {
    StockLevel level = level(Fields.source(asked, LevelOf.class));
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

  private StockLevel level(LevelOf level) {
    return shop.level(level.pair()).orElseThrow();
  }

  private void needs(String scope, String field) {
    if (!options.scopes().contains(scope)) {
      throw new Refusal(
          "ACCESS_DENIED",
          "Access denied for %s field. Required access: `%s` access scope."
              .formatted(field, scope));
    }
  }

  private static String gid(ItemId item) {
    return Ids.of("InventoryItem", item.number());
  }

  private static String gid(LocationId location) {
    return Ids.of("Location", location.number());
  }
}
