// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.shopsync.shop.ShopDisposition;
import io.inventorybridge.shopsync.shop.ShopFailure;
import io.inventorybridge.shopsync.shop.ShopRefund;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The shop through Shopify's Admin GraphQL API. Thread-safe. */
public final class ShopifyShop implements OnlineShop {
  // The cost of the documents by the published rule, until a reply reports it.
  private static final int MUTATION_COST = 13;
  private static final int ITEM_COST = 3;
  private static final int PAGE_COST = 252;
  private static final int LINES_COST = 753;
  private static final int MOST_ITEMS = 250;
  private static final String RESTOCKED = "RESTOCKED";
  private static final String REASON = "correction";
  private static final String MAX_COST_EXCEEDED = "MAX_COST_EXCEEDED";
  private static final String OPERATION_IN_PROGRESS = "OPERATION_IN_PROGRESS";

  private final GraphQlClient graphQl;

  public ShopifyShop(GraphQlClient graphQl) {
    this.graphQl = graphQl;
  }

  @Override
  public ApiCost apiCost() {
    return graphQl.spent();
  }

  @Override
  public CallOutcome adjust(ShopCall.Adjustment call) {
    ObjectNode variables = object();
    ArrayNode changes = input(call, variables).putArray("changes");
    for (ShopCall.Change change : call.changes()) {
      ObjectNode entry = changes.addObject();
      entry.put("inventoryItemId", GlobalId.of(change.item()));
      entry.put("locationId", GlobalId.of(call.location()));
      entry.put("delta", change.difference().units());
      // A difference is not compared, but the field is required.
      entry.putNull("changeFromQuantity");
    }
    GraphQlReply reply =
        graphQl.execute(GraphQlOperation.INVENTORY_ADJUST, 1, MUTATION_COST, variables);
    return WriteReplyReader.read(call, "inventoryAdjustQuantities", reply);
  }

  @Override
  public CallOutcome set(ShopCall.Correction call) {
    ObjectNode variables = object();
    ArrayNode quantities = input(call, variables).putArray("quantities");
    for (ShopCall.Target target : call.targets()) {
      ObjectNode entry = quantities.addObject();
      entry.put("inventoryItemId", GlobalId.of(target.item()));
      entry.put("locationId", GlobalId.of(call.location()));
      entry.put("quantity", target.quantity().units());
      target
          .read()
          .ifPresentOrElse(
              read -> entry.put("changeFromQuantity", read.units()),
              () -> entry.putNull("changeFromQuantity"));
    }
    GraphQlReply reply =
        graphQl.execute(GraphQlOperation.INVENTORY_SET, 1, MUTATION_COST, variables);
    return WriteReplyReader.read(call, "inventorySetQuantities", reply);
  }

  private static ObjectNode input(ShopCall call, ObjectNode variables) {
    variables.put("key", call.key().toString());
    return variables
        .putObject("input")
        .put("name", "available")
        .put("reason", REASON)
        .put("referenceDocumentUri", call.reference().toString());
  }

  @Override
  public Activation activate(UUID key, ItemAtLocation pair) {
    ObjectNode variables =
        object()
            .put("key", key.toString())
            .put("item", GlobalId.of(pair.item()))
            .put("location", GlobalId.of(pair.location()));
    return switch (graphQl.execute(
        GraphQlOperation.INVENTORY_ACTIVATE, 1, MUTATION_COST, variables)) {
      case GraphQlReply.Lost lost -> new ActivationUnanswered(lost.why());
      case GraphQlReply.Refused refused ->
          new NotActivated(refused.code() + ": " + refused.message());
      case GraphQlReply.Data data -> activation(data.data().path("inventoryActivate"));
    };
  }

  private static Activation activation(JsonNode payload) {
    JsonNode errors = payload.path("userErrors");
    if (!errors.isEmpty()) {
      return new NotActivated(messages(errors));
    }
    JsonNode level = payload.path("inventoryLevel");
    return level.isObject()
        ? new Activated(BulkResultReader.level(level))
        : new ActivationUnanswered("the reply tells neither a level nor errors");
  }

  @Override
  public Map<InventoryItemId, LevelReading> levels(
      ShopLocationId location, Collection<InventoryItemId> items) {
    Map<InventoryItemId, LevelReading> readings = new HashMap<>();
    List<InventoryItemId> all = items.stream().distinct().toList();
    for (int from = 0; from < all.size(); from += MOST_ITEMS) {
      page(location, all.subList(from, Math.min(all.size(), from + MOST_ITEMS)), readings);
    }
    return readings;
  }

  private void page(
      ShopLocationId location,
      List<InventoryItemId> items,
      Map<InventoryItemId, LevelReading> readings) {
    ObjectNode variables = object().put("location", GlobalId.of(location));
    ArrayNode ids = variables.putArray("items");
    items.forEach(item -> ids.add(GlobalId.of(item)));
    GraphQlReply reply =
        graphQl.execute(
            GraphQlOperation.LEVELS_AT_LOCATION, items.size(), ITEM_COST * items.size(), variables);
    // The shop's cost is above its published rule: use smaller pages.
    if (reply instanceof GraphQlReply.Refused refused
        && refused.code().equals(MAX_COST_EXCEEDED)
        && items.size() > 1) {
      int half = items.size() / 2;
      page(location, items.subList(0, half), readings);
      page(location, items.subList(half, items.size()), readings);
      return;
    }
    for (JsonNode node : data("levels", reply).path("nodes")) {
      GlobalId.item(node)
          .ifPresent(
              item -> {
                JsonNode level = node.path("inventoryLevel");
                readings.put(
                    item,
                    new LevelReading(
                        node.path("tracked").asBoolean(),
                        level.isObject()
                            ? Optional.of(BulkResultReader.level(level))
                            : Optional.empty()));
              });
    }
  }

  @Override
  public BulkStart start(BulkQuery<?> query) {
    boolean grouped = !(query instanceof BulkQuery.Levels);
    ObjectNode variables = object().put("query", text(query)).put("grouped", grouped);
    return switch (graphQl.execute(
        GraphQlOperation.BULK_QUERY_START, 1, MUTATION_COST, variables)) {
      case GraphQlReply.Lost lost -> new NotStarted(lost.why());
      case GraphQlReply.Refused refused ->
          new NotStarted(refused.code() + ": " + refused.message());
      case GraphQlReply.Data data -> started(data.data().path("bulkOperationRunQuery"));
    };
  }

  private static BulkStart started(JsonNode payload) {
    JsonNode errors = payload.path("userErrors");
    if (errors.isEmpty()) {
      return new Started(new BulkId(BulkResultReader.number(payload.path("bulkOperation"))));
    }
    for (JsonNode error : errors) {
      if (error.path("code").asText().equals(OPERATION_IN_PROGRESS)) {
        return new Occupied(error.path("message").asText());
      }
    }
    return new NotStarted(messages(errors));
  }

  private static String text(BulkQuery<?> query) {
    return switch (query) {
      case BulkQuery.Variants all -> GraphQlOperation.ALL_VARIANTS.document();
      case BulkQuery.Levels all -> GraphQlOperation.ALL_LEVELS.document();
      case BulkQuery.Orders orders -> since(GraphQlOperation.ORDERS_SINCE, orders.updatedSince());
      case BulkQuery.Fulfillments fulfilments ->
          since(GraphQlOperation.FULFILMENTS_SINCE, fulfilments.updatedSince());
    };
  }

  // The text of an instant consists of digits, signs and letters, so nothing can be injected into
  // the query.
  private static String since(GraphQlOperation operation, Instant moment) {
    return operation.document().replace("'SINCE'", "'" + moment + "'");
  }

  @Override
  public BulkState poll(BulkId operation) {
    ObjectNode variables = object().put("id", GlobalId.of("BulkOperation", operation.number()));
    JsonNode bulk =
        data("bulk query", graphQl.execute(GraphQlOperation.BULK_QUERY_STATE, 1, 1, variables))
            .path("bulkOperation");
    String status = bulk.path("status").asText();
    return switch (status) {
      case "CREATED", "RUNNING", "CANCELING" -> new Running(bulk.path("objectCount").asLong());
      case "COMPLETED" ->
          new Completed(
              Optional.ofNullable(bulk.path("url").textValue()).map(URI::create),
              bulk.path("objectCount").asLong());
      default -> new Failed(status, bulk.path("errorCode").asText(""));
    };
  }

  @Override
  public <T> void download(BulkQuery<T> query, Completed result, Consumer<? super T> each) {
    if (result.result().isEmpty()) {
      return;
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(graphQl.open(result.result().get()), StandardCharsets.UTF_8))) {
      BulkResultReader.read(query, lines, each);
    } catch (IOException e) {
      throw new ShopFailure("the result of a bulk query could not be read to its end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShopFailure("interrupted", e);
    }
  }

  @Override
  public List<ShopRefund> refunds(String order) {
    ObjectNode variables = object().put("order", GlobalId.of("Order", order));
    JsonNode found =
        data("refunds", graphQl.execute(GraphQlOperation.ORDER_REFUNDS, 1, PAGE_COST, variables))
            .path("order");
    List<ShopRefund> refunds = new ArrayList<>();
    for (JsonNode refund : found.path("refunds")) {
      String number = BulkResultReader.number(refund);
      refunds.add(new ShopRefund(number, refundLines(number)));
    }
    return refunds;
  }

  private List<ShopRefund.Line> refundLines(String refund) {
    List<ShopRefund.Line> lines = new ArrayList<>();
    ObjectNode variables = object().put("refund", GlobalId.of("Refund", refund)).putNull("after");
    JsonNode connection;
    do {
      connection =
          data(
                  "lines of a refund",
                  graphQl.execute(GraphQlOperation.REFUND_LINES, 1, LINES_COST, variables))
              .path("node")
              .path("refundLineItems");
      for (JsonNode line : connection.path("nodes")) {
        lines.add(
            new ShopRefund.Line(
                BulkResultReader.number(line.path("lineItem")),
                BulkResultReader.units(line, "quantity"),
                ShopRefund.RestockType.valueOf(line.path("restockType").asText()),
                line.path("restocked").asBoolean(),
                GlobalId.location(line.path("location"))));
      }
    } while (advancePage(connection, variables));
    return lines;
  }

  @Override
  public List<ShopDisposition> dispositions(String order) {
    List<ShopDisposition> dispositions = new ArrayList<>();
    ObjectNode variables = object().put("order", GlobalId.of("Order", order)).putNull("after");
    JsonNode connection;
    do {
      connection =
          data("returns", graphQl.execute(GraphQlOperation.ORDER_RETURNS, 1, PAGE_COST, variables))
              .path("order")
              .path("returns");
      for (JsonNode returned : connection.path("nodes")) {
        for (JsonNode part : returned.path("reverseFulfillmentOrders").path("nodes")) {
          returnedLines(BulkResultReader.number(part), dispositions);
        }
      }
    } while (advancePage(connection, variables));
    return dispositions;
  }

  private void returnedLines(String part, List<ShopDisposition> dispositions) {
    ObjectNode variables =
        object().put("part", GlobalId.of("ReverseFulfillmentOrder", part)).putNull("after");
    JsonNode connection;
    do {
      connection =
          data(
                  "lines of a return",
                  graphQl.execute(GraphQlOperation.RETURNED_LINES, 1, LINES_COST, variables))
              .path("node")
              .path("lineItems");
      for (JsonNode line : connection.path("nodes")) {
        Optional<String> orderLine =
            GlobalId.optional(line.path("fulfillmentLineItem").path("lineItem"));
        for (JsonNode disposition : line.path("dispositions")) {
          dispositions.add(
              new ShopDisposition(
                  orderLine,
                  BulkResultReader.units(disposition, "quantity"),
                  disposition.path("type").asText().equals(RESTOCKED),
                  GlobalId.location(disposition.path("location"))));
        }
      }
    } while (advancePage(connection, variables));
  }

  @Override
  public List<ShopLocation> locations() {
    List<ShopLocation> locations = new ArrayList<>();
    ObjectNode variables = object().putNull("after");
    JsonNode connection;
    do {
      connection =
          data("locations", graphQl.execute(GraphQlOperation.LOCATIONS, 1, PAGE_COST, variables))
              .path("locations");
      for (JsonNode node : connection.path("nodes")) {
        locations.add(
            new ShopLocation(
                new ShopLocationId(BulkResultReader.number(node)),
                node.path("name").asText(),
                node.path("isActive").asBoolean(),
                node.path("fulfillsOnlineOrders").asBoolean()));
      }
    } while (advancePage(connection, variables));
    return locations;
  }

  @Override
  public Set<String> permissions() {
    Set<String> permissions = new HashSet<>();
    data("permissions", graphQl.execute(GraphQlOperation.PERMISSIONS, 1, 2, object()))
        .path("currentAppInstallation")
        .path("accessScopes")
        .forEach(scope -> permissions.add(scope.path("handle").asText()));
    return permissions;
  }

  // Moves to the next page, if there is one.
  private static boolean advancePage(JsonNode connection, ObjectNode variables) {
    JsonNode page = connection.path("pageInfo");
    variables.set("after", page.path("endCursor"));
    return page.path("hasNextPage").asBoolean();
  }

  private static JsonNode data(String what, GraphQlReply reply) {
    return switch (reply) {
      case GraphQlReply.Data data -> data.data();
      case GraphQlReply.Lost lost -> throw new ShopFailure(what + ": " + lost.why());
      case GraphQlReply.Refused refused ->
          throw new ShopFailure(what + ": " + refused.code() + ": " + refused.message());
    };
  }

  private static String messages(JsonNode errors) {
    List<String> messages = new ArrayList<>();
    errors.forEach(error -> messages.add(error.path("message").asText()));
    return String.join(" ", messages);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
