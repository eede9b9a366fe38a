// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeShop.FakeLocation;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.OrderState;
import io.inventorybridge.local.shop.StockLevel;
import io.inventorybridge.local.shop.fields.MutationPayloads.Item;
import io.inventorybridge.local.shop.fields.MutationPayloads.LevelRef;
import io.inventorybridge.local.shop.fields.MutationPayloads.Named;
import io.inventorybridge.local.shop.fields.MutationPayloads.ProductRef;
import io.inventorybridge.local.shop.fields.MutationPayloads.Quantity;
import io.inventorybridge.local.shop.fields.MutationPayloads.ReverseLine;
import io.inventorybridge.local.shop.fields.MutationPayloads.ReverseOrder;
import io.inventorybridge.local.shop.graphql.FieldResolvers;
import io.inventorybridge.local.shop.graphql.RequestOrigin;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The readable fields of the shop's objects. */
public final class ShopFields {
  // A token without read_all_orders sees the orders of sixty days in lists:
  // https://shopify.dev/docs/api/usage/access-scopes#orders-permissions
  private static final Duration ORDER_WINDOW = Duration.ofDays(60);
  private static final Map<String, String> LOOK_UPS =
      Map.ofEntries(
          Map.entry("order", "Order"),
          Map.entry("inventoryItem", "InventoryItem"),
          Map.entry("inventoryLevel", "InventoryLevel"),
          Map.entry("location", "Location"),
          Map.entry("productVariant", "ProductVariant"),
          Map.entry("product", "Product"),
          Map.entry("fulfillmentOrder", "FulfillmentOrder"),
          Map.entry("fulfillment", "Fulfillment"),
          Map.entry("return", "Return"),
          Map.entry("reverseFulfillmentOrder", "ReverseFulfillmentOrder"),
          Map.entry("draftOrder", "DraftOrder"));

  private final FakeShop shop;
  private final Function<@Nullable Object, Optional<? extends Object>> operations;

  /**
   * Creates the fields.
   *
   * @param operations finds a bulk operation by its id
   */
  public ShopFields(
      FakeShop shop, Function<@Nullable Object, Optional<? extends Object>> operations) {
    this.shop = shop;
    this.operations = operations;
  }

  public void addTo(FieldResolvers fields) {
    roots(fields);
    things(fields);
    levels(fields);
    orders(fields);
  }

  private void roots(FieldResolvers fields) {
    fields
        .answer("QueryRoot", "node", asked -> node(asked, asked.getArgument("id")).orElse(null))
        .answer("QueryRoot", "nodes", this::nodes)
        .answer("QueryRoot", "productVariants", this::variants)
        .answer("QueryRoot", "inventoryItems", this::items)
        .answer("QueryRoot", "locations", this::locations)
        .answer("QueryRoot", "orders", this::sales)
        .answer("QueryRoot", "fulfillmentOrders", this::assignments)
        .answer("QueryRoot", "products", this::products)
        .answer("QueryRoot", "currentAppInstallation", RequestOrigin::of)
        .answer(
            "QueryRoot",
            "publicApiVersions",
            asked -> List.of(new Named("2026-04"), new Named("2026-07"), new Named("2026-10")))
        .answer("QueryRoot", "shop", asked -> shop)
        .value(
            "AppInstallation",
            RequestOrigin.class,
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
    LOOK_UPS.forEach(
        (field, type) ->
            fields.answer("QueryRoot", field, asked -> lookUp(asked, type).orElse(null)));
  }

  // An id of another type is an id of nothing.
  private Optional<Object> lookUp(DataFetchingEnvironment asked, String type) {
    Object gid = asked.getArgument("id");
    return ShopifyIds.type(gid).filter(type::equals).isPresent()
        ? node(asked, gid)
        : Optional.empty();
  }

  private void things(FieldResolvers fields) {
    fields
        .answer(
            "Product",
            "variants",
            asked ->
                FieldResolvers.page(
                    asked,
                    variantsOf(FieldResolvers.source(asked, ProductRef.class)),
                    FakeVariant::number))
        .answer(
            "InventoryItem",
            "variants",
            asked ->
                FieldResolvers.page(
                    asked,
                    List.of(FieldResolvers.source(asked, Item.class).variant()),
                    FakeVariant::number))
        .value(
            "ProductVariant",
            FakeVariant.class,
            "inventoryQuantity",
            it ->
                shop.levels(it.item()).values().stream()
                    .filter(StockLevel::active)
                    .mapToLong(StockLevel::available)
                    .sum())
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
        .value("ProductVariant", FakeVariant.class, "product", ProductRef::new)
        .value("ProductVariant", FakeVariant.class, "inventoryItem", Item::new)
        .value(
            "Product",
            ProductRef.class,
            "id",
            it -> ShopifyIds.of("Product", it.variant().product()))
        .value("Product", ProductRef.class, "title", it -> it.variant().title())
        .value("Product", ProductRef.class, "status", it -> it.variant().status())
        .value("Product", ProductRef.class, "isGiftCard", it -> it.variant().giftCard())
        .value("Product", ProductRef.class, "tags", it -> it.variant().tags())
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
        .answer("Location", "isActive", located(FakeLocation::active))
        .answer("Location", "fulfillsOnlineOrders", located(FakeLocation::fulfillsOnlineOrders))
        .answer("Location", "activatable", located(it -> !it.active()))
        .answer("Location", "deactivatable", located(FakeLocation::active))
        .answer(
            "Location",
            "hasActiveInventory",
            located(
                place -> levelsAt(place, false).stream().anyMatch(it -> level(it).onHand() != 0)))
        .answer(
            "Location",
            "hasUnfulfilledOrders",
            located(
                place ->
                    shop.orders().all().stream()
                        .flatMap(it -> it.assigned().stream())
                        .anyMatch(it -> it.open() && it.location().equals(place.location()))))
        .answer(
            "Location",
            "inventoryLevels",
            asked -> {
              RequestOrigin.needs(asked, "read_inventory");
              return FieldResolvers.page(
                  asked,
                  levelsAt(
                      FieldResolvers.source(asked, FakeLocation.class),
                      asked.getArgumentOrDefault("includeInactive", false)),
                  it -> it.pair().item().number());
            })
        .answer("Location", "inventoryLevel", this::levelAt);
  }

  // All fields but id and name need the scope.
  private static DataFetcher<?> located(Function<FakeLocation, Object> read) {
    return asked -> {
      RequestOrigin.needs(asked, "read_locations");
      return read.apply(FieldResolvers.source(asked, FakeLocation.class));
    };
  }

  private List<LevelRef> levelsAt(FakeLocation place, boolean inactive) {
    return shop.variants().stream()
        .map(it -> new ItemAtLocation(it.item(), place.location()))
        .filter(pair -> shop.level(pair).filter(it -> it.active() || inactive).isPresent())
        .map(LevelRef::new)
        .toList();
  }

  private @Nullable Object levelAt(DataFetchingEnvironment asked) {
    RequestOrigin.needs(asked, "read_inventory");
    boolean inactive = asked.getArgumentOrDefault("includeInactive", false);
    return ShopifyIds.item(asked.getArgument("inventoryItemId"))
        .map(
            it ->
                new ItemAtLocation(it, FieldResolvers.source(asked, FakeLocation.class).location()))
        .filter(pair -> shop.level(pair).filter(it -> it.active() || inactive).isPresent())
        .map(LevelRef::new)
        .orElse(null);
  }

  private List<FakeVariant> variantsOf(ProductRef product) {
    return shop.variants().stream()
        .filter(it -> it.product().equals(product.variant().product()))
        .toList();
  }

  private Object products(DataFetchingEnvironment asked) {
    RequestOrigin.needs(asked, "read_products");
    Map<String, ProductRef> products = new LinkedHashMap<>();
    shop.variants().stream()
        .sorted(Comparator.comparing(it -> Long.valueOf(it.product())))
        .forEach(it -> products.putIfAbsent(it.product(), new ProductRef(it)));
    return FieldResolvers.page(asked, List.copyOf(products.values()), it -> it.variant().product());
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
        .value("InventoryLevel", LevelRef.class, "updatedAt", it -> level(it).updatedAt())
        .value(
            "InventoryLevel",
            LevelRef.class,
            "canDeactivate",
            it -> level(it).active() && level(it).committed() == 0)
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
        // Staff of the fake never archives an order.
        .value("Order", OrderState.class, "closedAt", it -> Optional.empty())
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
                    // Empty without an error, as for any fulfillment order that is not the app's.
                    seesWork(asked)
                        ? FieldResolvers.source(asked, OrderState.class).assigned()
                        : List.of(),
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
        .value(
            "RefundLineItem", OrderState.RefundLine.class, "lineItem", it -> line(shop, it.line()))
        .value(
            "FulfillmentOrder",
            OrderState.Assigned.class,
            "id",
            it -> ShopifyIds.of("FulfillmentOrder", it.number()))
        .value(
            "FulfillmentOrder",
            OrderState.Assigned.class,
            "order",
            it -> shop.orders().find(it.order()))
        .value(
            "FulfillmentOrder",
            OrderState.Assigned.class,
            "fulfillmentHolds",
            it -> it.hold().stream().toList())
        .value(
            "FulfillmentHold",
            OrderState.Hold.class,
            "id",
            it -> ShopifyIds.of("FulfillmentHold", it.number()))
        .value("FulfillmentHold", OrderState.Hold.class, "reason", OrderState.Hold::reason)
        .value(
            "FulfillmentOrderAssignedLocation",
            OrderState.Assigned.class,
            "name",
            it -> shop.location(it.location()).map(FakeLocation::name))
        .value("Order", OrderState.class, "displayFulfillmentStatus", ShopFields::shipped)
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
            it -> line(shop, it.line()));
  }

  private Optional<Object> node(DataFetchingEnvironment asked, @Nullable Object gid) {
    String type = ShopifyIds.type(gid).orElse("");
    String number = ShopifyIds.number(type, gid).orElse("0");
    return switch (type) {
      case "Order", "Refund", "LineItem", "Fulfillment" -> {
        RequestOrigin.needs(asked, "read_orders");
        yield sold(type, number);
      }
      case "FulfillmentOrder" ->
          seesWork(asked) ? some(shop.orders().assigned(number)) : Optional.empty();
      case "Return", "ReverseFulfillmentOrder", "ReverseFulfillmentOrderLineItem" -> {
        RequestOrigin.needs(asked, "read_returns");
        yield returned(type, number);
      }
      case "DraftOrder" -> {
        RequestOrigin.needs(asked, "read_draft_orders");
        yield some(shop.draft(number));
      }
      case "BulkOperation" -> some(operations.apply(gid));
      default -> stocked(asked, type, number, gid);
    };
  }

  private Optional<Object> stocked(
      DataFetchingEnvironment asked, String type, String number, @Nullable Object gid) {
    switch (type) {
      case "InventoryItem", "InventoryLevel" -> RequestOrigin.needs(asked, "read_inventory");
      case "ProductVariant", "Product" -> RequestOrigin.needs(asked, "read_products");
      default -> {
        // Location: its fields need the scope.
      }
    }
    return switch (type) {
      case "InventoryItem" -> some(ShopifyIds.item(gid).flatMap(shop::find).map(Item::new));
      case "InventoryLevel" -> some(ShopifyIds.level(shop, gid).map(LevelRef::new));
      case "ProductVariant" ->
          some(shop.variants().stream().filter(it -> it.number().equals(number)).findFirst());
      case "Product" ->
          some(
              shop.variants().stream()
                  .filter(it -> it.product().equals(number))
                  .findFirst()
                  .map(ProductRef::new));
      case "Location" -> some(ShopifyIds.location(gid).flatMap(shop::location));
      default -> Optional.empty();
    };
  }

  private Optional<Object> sold(String type, String number) {
    return switch (type) {
      case "Order" -> some(shop.orders().find(number));
      case "Refund" -> some(shop.orders().refund(number));
      case "Fulfillment" -> some(shop.orders().fulfillment(number));
      default -> some(found(shop, number));
    };
  }

  private Optional<Object> returned(String type, String number) {
    return switch (type) {
      case "Return" -> some(shop.orders().returned(number));
      case "ReverseFulfillmentOrder" -> some(shop.orders().returned(number).map(ReverseOrder::new));
      default ->
          some(
              shop.orders().owner(number).stream()
                  .flatMap(it -> it.returns().stream())
                  .flatMap(it -> it.lines().stream())
                  .filter(it -> it.number().equals(number))
                  .findFirst()
                  .map(ReverseLine::new));
    };
  }

  private static Optional<Object> some(Optional<? extends Object> found) {
    return found.map(it -> it);
  }

  private List<?> nodes(DataFetchingEnvironment asked) {
    List<Object> ids = asked.getArgumentOrDefault("ids", List.of());
    List<Object> found = new ArrayList<>();
    ids.forEach(id -> found.add(node(asked, id).orElse(null)));
    return found;
  }

  // All locations of the fake are the merchant's. Without the scope Shopify lists no fulfillment
  // order, and reports no error:
  // https://shopify.dev/docs/api/admin-graphql/latest/objects/FulfillmentOrder
  private static boolean seesWork(DataFetchingEnvironment asked) {
    return RequestOrigin.has(asked, "read_merchant_managed_fulfillment_orders");
  }

  private Stream<OrderState> listed(DataFetchingEnvironment asked) {
    Instant oldest = shop.now().minus(ORDER_WINDOW);
    boolean all = RequestOrigin.has(asked, "read_all_orders");
    return shop.orders().indexed(shop.now()).stream()
        .filter(it -> all || !it.createdAt().isBefore(oldest));
  }

  private static Optional<OrderState.Line> found(FakeShop shop, String number) {
    return shop.orders().owner(number).stream()
        .flatMap(it -> it.lines().stream())
        .filter(it -> it.number().equals(number))
        .findFirst();
  }

  static OrderState.Line line(FakeShop shop, String number) {
    return found(shop, number).orElseThrow();
  }

  private Object variants(DataFetchingEnvironment asked) {
    RequestOrigin.needs(asked, "read_products");
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
    RequestOrigin.needs(asked, "read_inventory");
    return FieldResolvers.roots(
        asked,
        () -> shop.variants().stream().map(Item::new).toList(),
        it -> it.variant().item().number());
  }

  private Object locations(DataFetchingEnvironment asked) {
    RequestOrigin.needs(asked, "read_locations");
    boolean inactive = asked.getArgumentOrDefault("includeInactive", false);
    List<FakeLocation> all =
        shop.locations().stream().filter(it -> it.active() || inactive).toList();
    return FieldResolvers.page(asked, all, it -> it.location().number());
  }

  private Object sales(DataFetchingEnvironment asked) {
    RequestOrigin.needs(asked, "read_orders");
    Predicate<OrderState> found = SearchQuery.orders(asked.getArgument("query"));
    return FieldResolvers.roots(
        asked,
        () ->
            listed(asked)
                .filter(found)
                .sorted(Comparator.comparing(OrderState::updatedAt))
                .toList(),
        OrderState::number);
  }

  private Object assignments(DataFetchingEnvironment asked) {
    boolean sees = seesWork(asked);
    boolean closed = asked.getArgumentOrDefault("includeClosed", false);
    Predicate<Instant> updated = SearchQuery.updatedAt(asked.getArgument("query"));
    return FieldResolvers.roots(
        asked,
        () ->
            listed(asked)
                .filter(it -> sees)
                .flatMap(it -> it.assigned().stream())
                .filter(it -> updated.test(it.updatedAt()))
                .filter(it -> closed || it.open())
                .sorted(Comparator.comparing(OrderState.Assigned::updatedAt))
                .toList(),
        OrderState.Assigned::number);
  }

  private static String shipped(OrderState sale) {
    long open = sale.lines().stream().mapToLong(OrderState.Line::unfulfilled).sum();
    if (open == 0) {
      return "FULFILLED";
    }
    return sale.fulfillments().stream().anyMatch(it -> !it.cancelled())
        ? "PARTIALLY_FULFILLED"
        : "UNFULFILLED";
  }

  private static Object refunds(DataFetchingEnvironment asked) {
    Stream<OrderState.Refund> all =
        FieldResolvers.source(asked, OrderState.class).refunds().stream();
    Integer first = asked.getArgument("first");
    return (first == null ? all : all.limit(first)).toList();
  }

  private Object levelsOfItem(DataFetchingEnvironment asked) {
    RequestOrigin.needs(asked, "read_inventory");
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

  private static String gid(InventoryItemId item) {
    return ShopifyIds.of("InventoryItem", item.number());
  }

  private static String gid(ShopLocationId location) {
    return ShopifyIds.of("Location", location.number());
  }
}
