// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.BulkQuery.PairLevel;
import io.inventorybridge.shopsync.shop.InventoryLevel;
import io.inventorybridge.shopsync.shop.ShopFailure;
import io.inventorybridge.shopsync.shop.ShopFulfillment;
import io.inventorybridge.shopsync.shop.ShopOrder;
import io.inventorybridge.shopsync.shop.ShopVariant;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.StockQuantity;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a bulk query's result: one object per line, with children on lines of their
 * own that name their parent. Orders and fulfillment orders are requested grouped: a child follows
 * its parent, so that only one parent is kept in memory.
 */
final class BulkResultReader<T> {
  private final Consumer<? super T> each;
  private final Parser<T> parser;
  private @Nullable JsonNode parent;
  private final List<JsonNode> children = new ArrayList<>();

  /** Builds a value from a line and the lines of its children. */
  @FunctionalInterface
  interface Parser<T> {
    T read(JsonNode line, List<JsonNode> children);
  }

  private BulkResultReader(Parser<T> parser, Consumer<? super T> each) {
    this.parser = parser;
    this.each = each;
  }

  /** Reads all lines. */
  @SuppressWarnings("unchecked") // each kind of query is bound to its kind of value
  static <T> void read(BulkQuery<T> query, BufferedReader lines, Consumer<? super T> each)
      throws IOException {
    switch (query) {
      case BulkQuery.Variants variants ->
          new BulkResultReader<>(BulkResultReader::variant, (Consumer<ShopVariant>) each)
              .grouped(lines);
      case BulkQuery.Levels levels -> levels(lines, (Consumer<PairLevel>) each);
      case BulkQuery.Orders orders ->
          new BulkResultReader<>(BulkResultReader::order, (Consumer<ShopOrder>) each)
              .grouped(lines);
      case BulkQuery.Fulfillments fulfilments ->
          new BulkResultReader<>(BulkResultReader::fulfillment, (Consumer<ShopFulfillment>) each)
              .grouped(lines);
    }
  }

  // A level names its item as its parent, so that nothing is kept in memory.
  private static void levels(BufferedReader lines, Consumer<PairLevel> each) throws IOException {
    for (String line; (line = lines.readLine()) != null; ) {
      JsonNode node = JsonCodec.read(line);
      JsonNode item = node.path("__parentId");
      if (item.isTextual()) {
        ItemAtLocation pair =
            new ItemAtLocation(
                new InventoryItemId(GlobalId.number(item.textValue())),
                required(GlobalId.location(node.path("location")), "location", node));
        each.accept(
            new PairLevel(pair, level(node), node.path("item").path("tracked").asBoolean(true)));
      }
    }
  }

  private void grouped(BufferedReader lines) throws IOException {
    for (String line; (line = lines.readLine()) != null; ) {
      JsonNode node = JsonCodec.read(line);
      JsonNode of = node.path("__parentId");
      if (of.isMissingNode()) {
        flush();
        parent = node;
      } else if (parent == null || !of.equals(parent.path("id"))) {
        throw new ShopFailure("the result is not grouped: " + of + " is not the line before");
      } else {
        children.add(node);
      }
    }
    flush();
  }

  private void flush() {
    if (parent != null) {
      each.accept(parser.read(parent, children));
    }
    parent = null;
    children.clear();
  }

  /** The level of a node with {@code isActive} and {@code quantities}. */
  static InventoryLevel level(JsonNode node) {
    return new InventoryLevel(
        node.path("isActive").asBoolean(),
        quantity(node, "available"),
        quantity(node, "on_hand"),
        quantity(node, "committed"));
  }

  private static StockQuantity quantity(JsonNode level, String name) {
    for (JsonNode quantity : level.path("quantities")) {
      if (quantity.path("name").asText().equals(name)) {
        return units(quantity, "quantity");
      }
    }
    throw new ShopFailure("a level has no quantity named " + name);
  }

  private static ShopVariant variant(JsonNode node, List<JsonNode> none) {
    JsonNode product = node.path("product");
    JsonNode item = node.path("inventoryItem");
    List<String> tags = new ArrayList<>();
    product.path("tags").forEach(tag -> tags.add(tag.asText()));
    return new ShopVariant(
        number(node),
        number(product),
        new InventoryItemId(number(item)),
        text(node, "barcode"),
        text(node, "sku"),
        product.path("title").asText()
            + text(node, "title")
                .filter(it -> !it.equals("Default Title"))
                .map(it -> " " + it)
                .orElse(""),
        product.path("status").asText(),
        tags,
        node.path("requiresComponents").asBoolean(),
        product.path("isGiftCard").asBoolean(),
        item.path("tracked").asBoolean());
  }

  private static ShopOrder order(JsonNode node, List<JsonNode> children) {
    return new ShopOrder(
        number(node),
        time(node, "createdAt"),
        time(node, "updatedAt"),
        text(node, "cancelledAt").map(Instant::parse),
        children.stream()
            .map(
                line ->
                    new ShopOrder.Line(
                        number(line),
                        GlobalId.item(line.path("variant").path("inventoryItem")),
                        units(line, "quantity"),
                        units(line, "currentQuantity"),
                        units(line, "unfulfilledQuantity")))
            .toList());
  }

  private static ShopFulfillment fulfillment(JsonNode node, List<JsonNode> children) {
    return new ShopFulfillment(
        number(node),
        required(GlobalId.optional(node.path("orderId")), "orderId", node),
        node.path("status").asText(),
        time(node, "updatedAt"),
        GlobalId.location(node.path("assignedLocation").path("location")),
        children.stream()
            .map(
                line ->
                    new ShopFulfillment.Line(
                        number(line),
                        number(line.path("lineItem")),
                        GlobalId.item(line.path("inventoryItemId")),
                        units(line, "totalQuantity"),
                        units(line, "remainingQuantity")))
            .toList());
  }

  static String number(JsonNode node) {
    return required(GlobalId.optional(node), "id", node);
  }

  static StockQuantity units(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber()) {
      throw new ShopFailure(name + " is not a whole number: " + value);
    }
    return StockQuantity.of(value.longValue());
  }

  private static Instant time(JsonNode node, String name) {
    return required(text(node, name).map(Instant::parse), name, node);
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.ofNullable(node.path(name).textValue()).filter(it -> !it.isEmpty());
  }

  static <V> V required(Optional<V> value, String name, JsonNode node) {
    return value.orElseThrow(
        () -> new ShopFailure(name + " is missing in an object with id " + node.path("id")));
  }
}
