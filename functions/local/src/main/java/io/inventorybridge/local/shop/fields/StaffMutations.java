// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import graphql.schema.DataFetchingEnvironment;
import io.inventorybridge.local.shop.DraftState;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeShop.FakeLocation;
import io.inventorybridge.local.shop.FakeShop.WantedItem;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.FulfillmentOperations.WorkUnits;
import io.inventorybridge.local.shop.OrderOperations.EditSession;
import io.inventorybridge.local.shop.OrderOperations.EditedLine;
import io.inventorybridge.local.shop.OrderOperations.RefundWish;
import io.inventorybridge.local.shop.OrderOperations.StockClaim;
import io.inventorybridge.local.shop.OrderState;
import io.inventorybridge.local.shop.OrderState.DispositionType;
import io.inventorybridge.local.shop.ReturnOperations.DisposalWish;
import io.inventorybridge.local.shop.ReturnOperations.ProcessWish;
import io.inventorybridge.local.shop.ReturnOperations.ReturnWish;
import io.inventorybridge.local.shop.StaffOutcome;
import io.inventorybridge.local.shop.StockLevel;
import io.inventorybridge.local.shop.StockOperations.StateMove;
import io.inventorybridge.local.shop.fields.MutationPayloads.Change;
import io.inventorybridge.local.shop.fields.MutationPayloads.Group;
import io.inventorybridge.local.shop.fields.MutationPayloads.ProductRef;
import io.inventorybridge.local.shop.fields.MutationPayloads.QuantitiesReply;
import io.inventorybridge.local.shop.fields.MutationPayloads.ReverseLine;
import io.inventorybridge.local.shop.fields.MutationPayloads.StaffReply;
import io.inventorybridge.local.shop.graphql.FieldResolvers;
import io.inventorybridge.local.shop.graphql.RequestOrigin;
import io.inventorybridge.local.shop.graphql.UserError;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The mutations of staff: each translates its arguments into one operation of the shop. The scopes
 * are those that Shopify's pages of the mutations name, such as <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderCancel">orderCancel</a>. A
 * key is required where <a
 * href="https://shopify.dev/changelog/making-idempotency-mandatory-for-inventory-adjustments-and-refund-mutations">Shopify
 * requires it</a>.
 */
public final class StaffMutations {
  private static final String MUTATION = "Mutation";
  private static final String USER_ERRORS = "userErrors";
  private static final String WRITE_ORDERS = "write_orders";
  private static final String WRITE_EDITS = "write_order_edits";
  private static final String WRITE_RETURNS = "write_returns";
  private static final String WRITE_LOCATIONS = "write_locations";
  private static final String WRITE_DRAFTS = "write_draft_orders";
  private static final String[] WRITE_FULFILLMENTS = {
    "write_merchant_managed_fulfillment_orders", "write_assigned_fulfillment_orders"
  };

  private final FakeShop shop;
  private final MutationFields once;

  /** Calculates a reply from the arguments. */
  private interface Call {
    StaffReply reply(DataFetchingEnvironment asked);
  }

  /** A line of an edited order. */
  private record EditLine(String number, long quantity, InventoryItemId item) {}

  /**
   * Creates the mutations.
   *
   * @param once runs a call once per key
   */
  public StaffMutations(FakeShop shop, MutationFields once) {
    this.shop = shop;
    this.once = once;
  }

  public void addTo(FieldResolvers fields) {
    orders(fields);
    fulfillments(fields);
    returns(fields);
    stock(fields);
    locations(fields);
    drafts(fields);
  }

  private static void mutation(
      FieldResolvers fields, String name, String payload, Call call, String... anyOf) {
    fields.answer(
        MUTATION,
        name,
        asked -> {
          RequestOrigin.needs(asked, anyOf);
          return call.reply(asked);
        });
    errors(fields, payload, USER_ERRORS);
  }

  private void mutationWithKey(
      FieldResolvers fields, String name, String payload, Call call, String scope) {
    fields.answer(
        MUTATION,
        name,
        asked -> {
          RequestOrigin.needs(asked, scope);
          return once.executeOnce(asked, () -> call.reply(asked));
        });
    errors(fields, payload, USER_ERRORS);
  }

  private static void errors(FieldResolvers fields, String payload, String field) {
    fields.value(payload, StaffReply.class, field, StaffReply::errors);
  }

  private static void values(FieldResolvers fields, String payload, String... names) {
    for (String name : names) {
      fields.answer(
          payload,
          name,
          asked -> FieldResolvers.source(asked, StaffReply.class).values().get(name));
    }
  }

  private void orders(FieldResolvers fields) {
    mutation(fields, "orderCreate", "OrderCreatePayload", this::createOrder, WRITE_ORDERS);
    values(fields, "OrderCreatePayload", "order");
    mutation(fields, "orderCancel", "OrderCancelPayload", this::cancelOrder, WRITE_ORDERS);
    values(fields, "OrderCancelPayload", "job");
    errors(fields, "OrderCancelPayload", "orderCancelUserErrors");
    fields
        .value("Job", OrderState.class, "id", it -> ShopifyIds.of("Job", it.number()))
        .value("Job", OrderState.class, "done", it -> true);
    mutationWithKey(fields, "refundCreate", "RefundCreatePayload", this::refund, WRITE_ORDERS);
    values(fields, "RefundCreatePayload", "order", "refund");
    mutation(
        fields,
        "orderEditBegin",
        "OrderEditBeginPayload",
        asked ->
            edited(shop.orderOperations().orderEditBegin(number("Order", asked.getArgument("id")))),
        WRITE_EDITS);
    values(fields, "OrderEditBeginPayload", "calculatedOrder");
    mutation(
        fields,
        "orderEditSetQuantity",
        "OrderEditSetQuantityPayload",
        this::setQuantity,
        WRITE_EDITS);
    values(fields, "OrderEditSetQuantityPayload", "calculatedOrder", "calculatedLineItem");
    mutation(
        fields, "orderEditAddVariant", "OrderEditAddVariantPayload", this::addVariant, WRITE_EDITS);
    values(fields, "OrderEditAddVariantPayload", "calculatedOrder", "calculatedLineItem");
    mutation(
        fields,
        "orderEditCommit",
        "OrderEditCommitPayload",
        asked ->
            StaffReply.of(
                shop.orderOperations()
                    .orderEditCommit(number("CalculatedOrder", asked.getArgument("id"))),
                it -> Map.of("order", it)),
        WRITE_EDITS);
    values(fields, "OrderEditCommitPayload", "order");
    calculated(fields);
  }

  private void calculated(FieldResolvers fields) {
    fields
        .value(
            "CalculatedOrder",
            EditSession.class,
            "id",
            it -> ShopifyIds.of("CalculatedOrder", it.number()))
        .value("CalculatedOrder", EditSession.class, "committed", it -> false)
        .value(
            "CalculatedOrder",
            EditSession.class,
            "originalOrder",
            it -> shop.orders().find(it.order()))
        .answer(
            "CalculatedOrder",
            "lineItems",
            asked ->
                FieldResolvers.page(
                    asked,
                    lines(FieldResolvers.source(asked, EditSession.class)),
                    EditLine::number))
        .answer(
            "CalculatedOrder",
            "addedLineItems",
            asked ->
                FieldResolvers.page(
                    asked,
                    added(FieldResolvers.source(asked, EditSession.class)),
                    EditLine::number))
        .value(
            "CalculatedLineItem",
            EditLine.class,
            "id",
            it -> ShopifyIds.of("CalculatedLineItem", it.number()))
        .value("CalculatedLineItem", EditLine.class, "quantity", EditLine::quantity)
        .value("CalculatedLineItem", EditLine.class, "editableQuantity", EditLine::quantity)
        .value("CalculatedLineItem", EditLine.class, "variant", it -> shop.find(it.item()));
  }

  private List<EditLine> lines(EditSession edit) {
    List<EditLine> lines = new ArrayList<>();
    for (OrderState.Line line : shop.orders().existing(edit.order()).lines()) {
      EditedLine changed = edit.changed().get(line.number());
      long quantity = changed == null ? line.current() : changed.quantity();
      lines.add(new EditLine(line.number(), quantity, line.item()));
    }
    lines.addAll(added(edit));
    return lines;
  }

  private static List<EditLine> added(EditSession edit) {
    return edit.added().stream()
        .map(it -> new EditLine(it.number(), it.units(), it.item()))
        .toList();
  }

  private StaffReply edited(StaffOutcome<EditSession> outcome) {
    return StaffReply.of(outcome, it -> Map.of("calculatedOrder", it));
  }

  private StaffReply editedLine(
      StaffOutcome<EditSession> outcome, Function<List<EditLine>, EditLine> choice) {
    return StaffReply.of(
        outcome,
        it -> Map.of("calculatedOrder", it, "calculatedLineItem", choice.apply(lines(it))));
  }

  private StaffReply createOrder(DataFetchingEnvironment asked) {
    Map<String, Object> order = asked.getArgumentOrDefault("order", Map.of());
    Map<String, Object> options = asked.getArgumentOrDefault("options", Map.of());
    return StaffReply.of(
        shop.orderOperations()
            .orderCreate(
                wanted(order),
                StockClaim.valueOf(
                    options.getOrDefault("inventoryBehaviour", StockClaim.BYPASS).toString())),
        it -> Map.of("order", it));
  }

  // Line items by variant; an unknown variant is an unknown item.
  private List<WantedItem> wanted(Map<String, Object> input) {
    return StockWrites.entries(input, "lineItems").stream()
        .map(it -> new WantedItem(item(it.get("variantId")), units(it, "quantity")))
        .toList();
  }

  private InventoryItemId item(@Nullable Object variant) {
    return ShopifyIds.number("ProductVariant", variant)
        .flatMap(
            number -> shop.variants().stream().filter(it -> it.number().equals(number)).findFirst())
        .map(FakeVariant::item)
        .orElseGet(() -> new InventoryItemId("0"));
  }

  private StaffReply cancelOrder(DataFetchingEnvironment asked) {
    return StaffReply.of(
        shop.orderOperations()
            .orderCancel(
                number("Order", asked.getArgument("orderId")),
                asked.getArgumentOrDefault("restock", false)),
        it -> Map.of("job", it));
  }

  private StaffReply refund(DataFetchingEnvironment asked) {
    Map<String, Object> input = asked.getArgumentOrDefault("input", Map.of());
    String order = number("Order", input.get("orderId"));
    List<RefundWish> wishes =
        StockWrites.entries(input, "refundLineItems").stream()
            .map(
                it ->
                    new RefundWish(
                        number("LineItem", it.get("lineItemId")),
                        units(it, "quantity"),
                        RestockType.valueOf(
                            it.getOrDefault("restockType", RestockType.NO_RESTOCK).toString()),
                        ShopifyIds.location(it.get("locationId"))))
            .toList();
    return StaffReply.of(
        shop.orderOperations().refundCreate(order, wishes),
        it -> Map.of("order", shop.orders().existing(order), "refund", it));
  }

  private StaffReply setQuantity(DataFetchingEnvironment asked) {
    Object gid = asked.getArgument("lineItemId");
    String line =
        ShopifyIds.number("CalculatedLineItem", gid).orElseGet(() -> number("LineItem", gid));
    int quantity = asked.getArgumentOrDefault("quantity", 0);
    return editedLine(
        shop.orderOperations()
            .orderEditSetQuantity(
                number("CalculatedOrder", asked.getArgument("id")),
                line,
                new EditedLine(
                    quantity,
                    asked.getArgumentOrDefault("restock", false),
                    ShopifyIds.location(asked.getArgument("locationId")))),
        lines -> lines.stream().filter(it -> it.number().equals(line)).findFirst().orElseThrow());
  }

  private StaffReply addVariant(DataFetchingEnvironment asked) {
    int quantity = asked.getArgumentOrDefault("quantity", 0);
    return editedLine(
        shop.orderOperations()
            .orderEditAddVariant(
                number("CalculatedOrder", asked.getArgument("id")),
                item(asked.getArgument("variantId")),
                quantity,
                ShopifyIds.location(asked.getArgument("locationId"))),
        List::getLast);
  }

  private void fulfillments(FieldResolvers fields) {
    mutation(
        fields,
        "fulfillmentCreate",
        "FulfillmentCreatePayload",
        this::createFulfillment,
        WRITE_FULFILLMENTS);
    values(fields, "FulfillmentCreatePayload", "fulfillment");
    mutation(
        fields,
        "fulfillmentCancel",
        "FulfillmentCancelPayload",
        asked ->
            StaffReply.of(
                shop.fulfillmentOperations()
                    .fulfillmentCancel(number("Fulfillment", asked.getArgument("id"))),
                it -> Map.of("fulfillment", it)),
        WRITE_FULFILLMENTS);
    values(fields, "FulfillmentCancelPayload", "fulfillment");
    mutation(
        fields,
        "fulfillmentOrderMove",
        "FulfillmentOrderMovePayload",
        this::move,
        WRITE_FULFILLMENTS);
    values(
        fields,
        "FulfillmentOrderMovePayload",
        "movedFulfillmentOrder",
        "originalFulfillmentOrder",
        "remainingFulfillmentOrder");
    mutation(
        fields,
        "fulfillmentOrderSplit",
        "FulfillmentOrderSplitPayload",
        this::split,
        WRITE_FULFILLMENTS);
    values(fields, "FulfillmentOrderSplitPayload", "fulfillmentOrderSplits");
    for (String name :
        List.of("fulfillmentOrder", "remainingFulfillmentOrder", "replacementFulfillmentOrder")) {
      fields.answer(
          "FulfillmentOrderSplitResult",
          name,
          asked -> FieldResolvers.source(asked, Map.class).get(name));
    }
    mutation(
        fields,
        "fulfillmentOrderHold",
        "FulfillmentOrderHoldPayload",
        this::hold,
        WRITE_FULFILLMENTS);
    values(
        fields,
        "FulfillmentOrderHoldPayload",
        "fulfillmentHold",
        "fulfillmentOrder",
        "remainingFulfillmentOrder");
    mutation(
        fields,
        "fulfillmentOrderReleaseHold",
        "FulfillmentOrderReleaseHoldPayload",
        asked ->
            StaffReply.of(
                shop.fulfillmentOperations()
                    .fulfillmentOrderReleaseHold(
                        number("FulfillmentOrder", asked.getArgument("id"))),
                it -> Map.of("fulfillmentOrder", it)),
        WRITE_FULFILLMENTS);
    values(fields, "FulfillmentOrderReleaseHoldPayload", "fulfillmentOrder");
  }

  private StaffReply createFulfillment(DataFetchingEnvironment asked) {
    Map<String, Object> input = asked.getArgumentOrDefault("fulfillment", Map.of());
    Map<String, List<WorkUnits>> work = new LinkedHashMap<>();
    for (Map<String, Object> part : StockWrites.entries(input, "lineItemsByFulfillmentOrder")) {
      work.put(
          number("FulfillmentOrder", part.get("fulfillmentOrderId")),
          work(StockWrites.entries(part, "fulfillmentOrderLineItems")));
    }
    return StaffReply.of(
        shop.fulfillmentOperations().fulfillmentCreate(work), it -> Map.of("fulfillment", it));
  }

  private static List<WorkUnits> work(List<Map<String, Object>> lines) {
    return lines.stream()
        .map(
            it ->
                new WorkUnits(
                    number("FulfillmentOrderLineItem", it.get("id")), units(it, "quantity")))
        .toList();
  }

  private StaffReply move(DataFetchingEnvironment asked) {
    return StaffReply.of(
        shop.fulfillmentOperations()
            .fulfillmentOrderMove(
                number("FulfillmentOrder", asked.getArgument("id")),
                location(asked.getArgument("newLocationId")),
                work(StockWrites.entries(asked.getArguments(), "fulfillmentOrderLineItems"))),
        it ->
            Map.of("movedFulfillmentOrder", it.moved(), "originalFulfillmentOrder", it.original()));
  }

  private StaffReply split(DataFetchingEnvironment asked) {
    List<Map<String, Object>> splits = new ArrayList<>();
    for (Map<String, Object> one :
        StockWrites.entries(asked.getArguments(), "fulfillmentOrderSplits")) {
      StaffReply reply =
          StaffReply.of(
              shop.fulfillmentOperations()
                  .fulfillmentOrderSplit(
                      number("FulfillmentOrder", one.get("fulfillmentOrderId")),
                      work(StockWrites.entries(one, "fulfillmentOrderLineItems"))),
              it ->
                  Map.of(
                      "fulfillmentOrder", it.remaining(), "remainingFulfillmentOrder", it.split()));
      if (!reply.errors().isEmpty()) {
        return reply;
      }
      splits.add(reply.values());
    }
    return new StaffReply(Map.of("fulfillmentOrderSplits", splits), List.of());
  }

  private StaffReply hold(DataFetchingEnvironment asked) {
    Map<String, Object> input = asked.getArgumentOrDefault("fulfillmentHold", Map.of());
    String number = number("FulfillmentOrder", asked.getArgument("id"));
    List<WorkUnits> units = work(StockWrites.entries(input, "fulfillmentOrderLineItems"));
    if (!units.isEmpty()) {
      return StaffReply.refused(
          new UserError(
              List.of("fulfillmentHold", "fulfillmentOrderLineItems"),
              "The fake shop holds whole fulfillment orders; split the fulfillment order first.",
              "FULFILLMENT_ORDER_NOT_SPLITTABLE"));
    }
    return StaffReply.of(
        shop.fulfillmentOperations()
            .fulfillmentOrderHold(number, String.valueOf(input.get("reason"))),
        it -> Map.of("fulfillmentHold", it.hold().orElseThrow(), "fulfillmentOrder", it));
  }

  private void returns(FieldResolvers fields) {
    mutation(fields, "returnCreate", "ReturnCreatePayload", this::createReturn, WRITE_RETURNS);
    values(fields, "ReturnCreatePayload", "return");
    mutation(fields, "returnProcess", "ReturnProcessPayload", this::process, WRITE_RETURNS);
    values(fields, "ReturnProcessPayload", "return");
    mutation(
        fields,
        "reverseFulfillmentOrderDispose",
        "ReverseFulfillmentOrderDisposePayload",
        asked ->
            StaffReply.of(
                shop.returnOperations()
                    .reverseFulfillmentOrderDispose(
                        disposals(StockWrites.entries(asked.getArguments(), "dispositionInputs"))),
                it ->
                    Map.of(
                        "reverseFulfillmentOrderLineItems",
                        it.stream().map(ReverseLine::new).toList())),
        WRITE_RETURNS);
    values(fields, "ReverseFulfillmentOrderDisposePayload", "reverseFulfillmentOrderLineItems");
  }

  private StaffReply createReturn(DataFetchingEnvironment asked) {
    Map<String, Object> input = asked.getArgumentOrDefault("returnInput", Map.of());
    return StaffReply.of(
        shop.returnOperations()
            .returnCreate(
                number("Order", input.get("orderId")),
                StockWrites.entries(input, "returnLineItems").stream()
                    .map(
                        it ->
                            new ReturnWish(
                                number("FulfillmentLineItem", it.get("fulfillmentLineItemId")),
                                units(it, "quantity")))
                    .toList()),
        it -> Map.of("return", it));
  }

  private StaffReply process(DataFetchingEnvironment asked) {
    Map<String, Object> input = asked.getArgumentOrDefault("input", Map.of());
    return StaffReply.of(
        shop.returnOperations()
            .returnProcess(
                number("Return", input.get("returnId")),
                StockWrites.entries(input, "returnLineItems").stream()
                    .map(
                        it ->
                            new ProcessWish(
                                number("ReturnLineItem", it.get("id")),
                                units(it, "quantity"),
                                disposals(StockWrites.entries(it, "dispositions"))))
                    .toList()),
        it -> Map.of("return", it));
  }

  private static List<DisposalWish> disposals(List<Map<String, Object>> inputs) {
    return inputs.stream()
        .map(
            it ->
                new DisposalWish(
                    number(
                        "ReverseFulfillmentOrderLineItem",
                        it.get("reverseFulfillmentOrderLineItemId")),
                    DispositionType.valueOf(String.valueOf(it.get("dispositionType"))),
                    units(it, "quantity"),
                    ShopifyIds.location(it.get("locationId"))))
        .toList();
  }

  private void stock(FieldResolvers fields) {
    fields.answer(
        MUTATION,
        "inventoryMoveQuantities",
        asked -> {
          RequestOrigin.needs(asked, "write_inventory");
          return once.executeQuantities(asked, () -> moveQuantities(asked));
        });
    mutation(
        fields,
        "inventoryDeactivate",
        "InventoryDeactivatePayload",
        asked ->
            StaffReply.of(
                shop.stockOperations()
                    .inventoryDeactivate(
                        ShopifyIds.level(shop, asked.getArgument("inventoryLevelId"))
                            .orElseGet(
                                () ->
                                    new ItemAtLocation(
                                        new InventoryItemId("0"), new ShopLocationId("0")))),
                it -> Map.of()),
        "write_inventory");
    mutation(
        fields,
        "productVariantsBulkUpdate",
        "ProductVariantsBulkUpdatePayload",
        this::changeVariants,
        "write_products");
    values(fields, "ProductVariantsBulkUpdatePayload", "product", "productVariants");
  }

  private QuantitiesReply moveQuantities(DataFetchingEnvironment asked) {
    Map<String, Object> input = asked.getArgumentOrDefault("input", Map.of());
    List<StateMove> moves = new ArrayList<>();
    for (Map<String, Object> change : StockWrites.entries(input, "changes")) {
      Map<?, ?> from = (Map<?, ?>) Optional.ofNullable(change.get("from")).orElseThrow();
      Map<?, ?> to = (Map<?, ?>) Optional.ofNullable(change.get("to")).orElseThrow();
      if (!String.valueOf(from.get("locationId")).equals(String.valueOf(to.get("locationId")))) {
        return QuantitiesReply.refused(
            List.of(
                new UserError(
                    List.of("input", "changes"),
                    "The quantities can't be moved between different locations.",
                    "DIFFERENT_LOCATIONS")));
      }
      moves.add(
          new StateMove(
              new ItemAtLocation(
                  ShopifyIds.item(change.get("inventoryItemId"))
                      .orElseGet(() -> new InventoryItemId("0")),
                  location(from.get("locationId"))),
              String.valueOf(from.get("name")),
              String.valueOf(to.get("name")),
              units(change, "quantity")));
    }
    return switch (shop.stockOperations().inventoryMoveQuantities(moves)) {
      case StaffOutcome.Refused<List<StateMove>> refused ->
          QuantitiesReply.refused(
              List.of(
                  new UserError(List.of("input", "changes"), refused.message(), refused.code())));
      case StaffOutcome.Done<List<StateMove>> done ->
          new QuantitiesReply(
              Optional.of(
                  new Group(
                      Long.toString(shop.nextNumber()),
                      shop.now(),
                      String.valueOf(input.get("reason")),
                      String.valueOf(input.get("referenceDocumentUri")),
                      done.value().stream().flatMap(it -> changes(it).stream()).toList())),
              List.of());
    };
  }

  private List<Change> changes(StateMove move) {
    FakeVariant variant = shop.find(move.pair().item()).orElseThrow();
    FakeLocation place = shop.location(move.pair().location()).orElseThrow();
    List<Change> changes = new ArrayList<>();
    changes.add(new Change(move.from(), -move.units(), variant, place));
    changes.add(new Change(move.to(), move.units(), variant, place));
    if (move.from().equals(StockLevel.INCOMING)) {
      changes.add(new Change(StockLevel.ON_HAND, move.units(), variant, place));
    }
    return changes;
  }

  private StaffReply changeVariants(DataFetchingEnvironment asked) {
    List<FakeVariant> changed = new ArrayList<>();
    for (Map<String, Object> input : StockWrites.entries(asked.getArguments(), "variants")) {
      Optional<Boolean> tracked =
          input.get("inventoryItem") instanceof Map<?, ?> item
                  && item.get("tracked") instanceof Boolean value
              ? Optional.of(value)
              : Optional.empty();
      Optional<String> barcode = Optional.ofNullable(input.get("barcode")).map(Object::toString);
      StaffOutcome<FakeVariant> outcome =
          shop.stockOperations().changeVariant(item(input.get("id")), barcode, tracked);
      if (outcome instanceof StaffOutcome.Refused<FakeVariant>) {
        return StaffReply.refused(
            new UserError(
                List.of("variants"),
                "Product variant does not exist",
                "PRODUCT_VARIANT_DOES_NOT_EXIST"));
      }
      changed.add(outcome.orThrow());
    }
    return changed.isEmpty()
        ? new StaffReply(Map.of(), List.of())
        : new StaffReply(
            Map.of("product", new ProductRef(changed.getFirst()), "productVariants", changed),
            List.of());
  }

  private void locations(FieldResolvers fields) {
    mutationWithKey(
        fields,
        "locationDeactivate",
        "LocationDeactivatePayload",
        asked ->
            located(
                shop.locationOperations()
                    .locationDeactivate(
                        location(asked.getArgument("locationId")),
                        ShopifyIds.location(asked.getArgument("destinationLocationId")))),
        WRITE_LOCATIONS);
    values(fields, "LocationDeactivatePayload", "location");
    errors(fields, "LocationDeactivatePayload", "locationDeactivateUserErrors");
    mutationWithKey(
        fields,
        "locationActivate",
        "LocationActivatePayload",
        asked ->
            located(
                shop.locationOperations()
                    .locationActivate(location(asked.getArgument("locationId")))),
        WRITE_LOCATIONS);
    values(fields, "LocationActivatePayload", "location");
    errors(fields, "LocationActivatePayload", "locationActivateUserErrors");
    mutation(fields, "locationEdit", "LocationEditPayload", this::editLocation, WRITE_LOCATIONS);
    values(fields, "LocationEditPayload", "location");
  }

  private StaffReply editLocation(DataFetchingEnvironment asked) {
    Map<String, Object> input = asked.getArgumentOrDefault("input", Map.of());
    ShopLocationId location = location(asked.getArgument("id"));
    boolean now = shop.location(location).map(FakeLocation::fulfillsOnlineOrders).orElse(false);
    boolean online = input.get("fulfillsOnlineOrders") instanceof Boolean value ? value : now;
    return located(shop.locationOperations().fulfillsOnlineOrders(location, online));
  }

  private static StaffReply located(StaffOutcome<FakeLocation> outcome) {
    return StaffReply.of(outcome, it -> Map.of("location", it));
  }

  private void drafts(FieldResolvers fields) {
    mutation(
        fields,
        "draftOrderCreate",
        "DraftOrderCreatePayload",
        asked -> {
          Map<String, Object> input = asked.getArgumentOrDefault("input", Map.of());
          return drafted(
              shop.draftOperations()
                  .draftOrderCreate(wanted(input), input.get("reserveInventoryUntil") != null));
        },
        WRITE_DRAFTS);
    values(fields, "DraftOrderCreatePayload", "draftOrder");
    mutation(
        fields,
        "draftOrderComplete",
        "DraftOrderCompletePayload",
        asked ->
            drafted(
                shop.draftOperations()
                    .draftOrderComplete(number("DraftOrder", asked.getArgument("id")))),
        WRITE_DRAFTS);
    values(fields, "DraftOrderCompletePayload", "draftOrder");
    mutation(
        fields,
        "draftOrderDelete",
        "DraftOrderDeletePayload",
        asked -> {
          Map<String, Object> input = asked.getArgumentOrDefault("input", Map.of());
          return StaffReply.of(
              shop.draftOperations().draftOrderDelete(number("DraftOrder", input.get("id"))),
              it -> Map.of("deletedId", ShopifyIds.of("DraftOrder", it)));
        },
        WRITE_DRAFTS);
    values(fields, "DraftOrderDeletePayload", "deletedId");
  }

  private static StaffReply drafted(StaffOutcome<DraftState> outcome) {
    return StaffReply.of(outcome, it -> Map.of("draftOrder", it));
  }

  // An id of another type names nothing; the operation says so.
  private static String number(String type, @Nullable Object gid) {
    return ShopifyIds.number(type, gid).orElse("0");
  }

  private static ShopLocationId location(@Nullable Object gid) {
    return ShopifyIds.location(gid).orElseGet(() -> new ShopLocationId("0"));
  }

  private static long units(Map<String, Object> input, String name) {
    return ((Number) Optional.ofNullable(input.get(name)).orElseThrow()).longValue();
  }
}
