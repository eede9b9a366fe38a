// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.shopsync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.shopsync.mirror.MirroredOrder;
import io.inventorybridge.shopsync.mirror.OrderMirror;
import io.inventorybridge.shopsync.mirror.OrderMirrorStore;
import io.inventorybridge.shopsync.shop.ShopFulfillment;
import io.inventorybridge.shopsync.shop.ShopOrder;
import io.inventorybridge.shopsync.shop.ShopRefund;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The order mirror as a file of the bucket: gzipped JSON Lines; the first line describes the whole
 * mirror.
 */
public final class JsonOrderMirrorStore implements OrderMirrorStore {
  public static final String KEY = "shop/orders.jsonl.gz";

  private static final String READ_FROM = "readFrom";

  private final FileStore files;

  public JsonOrderMirrorStore(FileStore files) {
    this.files = files;
  }

  @Override
  public OrderMirror load() {
    return files.find(KEY).map(this::read).orElse(OrderMirror.EMPTY);
  }

  private OrderMirror read(StoredFile file) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(files.open(file)), StandardCharsets.UTF_8))) {
      JsonNode head = JsonCodec.read(lines.readLine());
      Map<String, MirroredOrder> orders = new HashMap<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        MirroredOrder order = order(JsonCodec.read(line));
        orders.put(order.order().order(), order);
      }
      return new OrderMirror(time(head, READ_FROM), orders);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the kept orders of the shop are not readable", e);
    } catch (IOException e) {
      throw new StorageFailure("reading " + KEY, e);
    }
  }

  @Override
  public void save(OrderMirror mirror) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BufferedWriter lines =
        new BufferedWriter(
            new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8))) {
      ObjectNode head = JsonCodec.MAPPER.createObjectNode();
      mirror.readFrom().ifPresent(at -> head.put(READ_FROM, at.toString()));
      lines.append(head.toString()).append('\n');
      for (MirroredOrder order : new TreeMap<>(mirror.orders()).values()) {
        lines.append(line(order).toString()).append('\n');
      }
    } catch (IOException e) {
      throw new StorageFailure("writing " + KEY, e);
    }
    files.put(KEY, FileStore.Content.of(bytes.toByteArray()), Map.of());
  }

  private static ObjectNode line(MirroredOrder mirrored) {
    ShopOrder order = mirrored.order();
    ObjectNode node =
        JsonCodec.MAPPER
            .createObjectNode()
            .put("order", order.order())
            .put("createdAt", order.createdAt().toString())
            .put("updatedAt", order.updatedAt().toString());
    order.cancelledAt().ifPresent(at -> node.put("cancelledAt", at.toString()));
    ArrayNode lines = node.putArray("lines");
    order
        .lines()
        .forEach(
            line ->
                item(lines.addObject(), line.item())
                    .put("line", line.line())
                    .put("ordered", line.ordered().units())
                    .put("current", line.current().units())
                    .put("unfulfilled", line.unfulfilled().units()));
    ArrayNode fulfilments = node.putArray("fulfilments");
    mirrored.fulfillments().forEach(part -> write(fulfilments.addObject(), part));
    ArrayNode refunds = node.putArray("refunds");
    mirrored.refunds().forEach(refund -> write(refunds.addObject(), refund));
    return node;
  }

  private static ObjectNode item(ObjectNode node, Optional<InventoryItemId> item) {
    item.ifPresent(it -> node.put("item", it.number()));
    return node;
  }

  private static void write(ObjectNode node, ShopFulfillment part) {
    node.put("fulfilment", part.fulfilment())
        .put("status", part.status())
        .put("updatedAt", part.updatedAt().toString());
    part.location().ifPresent(at -> node.put("location", at.number()));
    ArrayNode lines = node.putArray("lines");
    part.lines()
        .forEach(
            line ->
                item(lines.addObject(), line.item())
                    .put("line", line.line())
                    .put("orderLine", line.orderLine())
                    .put("total", line.total().units())
                    .put("remaining", line.remaining().units()));
  }

  private static void write(ObjectNode node, ShopRefund refund) {
    node.put("refund", refund.refund());
    ArrayNode lines = node.putArray("lines");
    for (ShopRefund.Line line : refund.lines()) {
      ObjectNode written =
          lines
              .addObject()
              .put("orderLine", line.orderLine())
              .put("quantity", line.quantity().units())
              .put("type", line.restockType().name())
              .put("restocked", line.restocked());
      line.location().ifPresent(at -> written.put("location", at.number()));
    }
  }

  private static MirroredOrder order(JsonNode node) {
    String order = node.path("order").asText();
    List<ShopOrder.Line> lines = new ArrayList<>();
    for (JsonNode line : node.path("lines")) {
      lines.add(
          new ShopOrder.Line(
              line.path("line").asText(),
              item(line),
              units(line, "ordered"),
              units(line, "current"),
              units(line, "unfulfilled")));
    }
    List<ShopFulfillment> fulfilments = new ArrayList<>();
    node.path("fulfilments").forEach(part -> fulfilments.add(fulfillment(order, part)));
    List<ShopRefund> refunds = new ArrayList<>();
    node.path("refunds").forEach(refund -> refunds.add(refund(refund)));
    return new MirroredOrder(
        new ShopOrder(
            order,
            time(node, "createdAt").orElseThrow(),
            time(node, "updatedAt").orElseThrow(),
            time(node, "cancelledAt"),
            lines),
        fulfilments,
        refunds);
  }

  private static ShopFulfillment fulfillment(String order, JsonNode node) {
    List<ShopFulfillment.Line> lines = new ArrayList<>();
    for (JsonNode line : node.path("lines")) {
      lines.add(
          new ShopFulfillment.Line(
              line.path("line").asText(),
              line.path("orderLine").asText(),
              item(line),
              units(line, "total"),
              units(line, "remaining")));
    }
    return new ShopFulfillment(
        node.path("fulfilment").asText(),
        order,
        node.path("status").asText(),
        time(node, "updatedAt").orElseThrow(),
        location(node),
        lines);
  }

  private static ShopRefund refund(JsonNode node) {
    List<ShopRefund.Line> lines = new ArrayList<>();
    for (JsonNode line : node.path("lines")) {
      lines.add(
          new ShopRefund.Line(
              line.path("orderLine").asText(),
              units(line, "quantity"),
              RestockType.valueOf(line.path("type").asText()),
              line.path("restocked").asBoolean(),
              location(line)));
    }
    return new ShopRefund(node.path("refund").asText(), lines);
  }

  private static Optional<InventoryItemId> item(JsonNode node) {
    return text(node, "item").map(InventoryItemId::new);
  }

  private static Optional<ShopLocationId> location(JsonNode node) {
    return text(node, "location").map(ShopLocationId::new);
  }

  private static Optional<Instant> time(JsonNode node, String name) {
    return text(node, name).map(Instant::parse);
  }

  private static Optional<String> text(JsonNode node, String name) {
    return node.hasNonNull(name) ? Optional.of(node.path(name).asText()) : Optional.empty();
  }

  private static StockQuantity units(JsonNode node, String name) {
    return StockQuantity.of(node.path(name).asLong());
  }
}
