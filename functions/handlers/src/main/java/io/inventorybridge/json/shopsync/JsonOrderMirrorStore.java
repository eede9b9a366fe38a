// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.shopsync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.StoredFields;
import io.inventorybridge.shopsync.mirror.MirroredOrder;
import io.inventorybridge.shopsync.mirror.OrderMirror;
import io.inventorybridge.shopsync.mirror.OrderMirrorStore;
import io.inventorybridge.shopsync.shop.ShopDisposition;
import io.inventorybridge.shopsync.shop.ShopFulfillment;
import io.inventorybridge.shopsync.shop.ShopOrder;
import io.inventorybridge.shopsync.shop.ShopRefund;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import io.inventorybridge.support.records.BadRecord;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The order mirror as a file of the bucket: gzipped JSON Lines; the first line describes the whole
 * mirror.
 */
public final class JsonOrderMirrorStore implements OrderMirrorStore {
  public static final String KEY = "shop/orders.jsonl.gz";

  private static final String DISPOSITIONS = "dispositions";
  private static final String RETURNS_READ = "returnsRead";
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
      StoredFields head = stored(lines.readLine());
      Map<String, MirroredOrder> orders = new HashMap<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        MirroredOrder order = order(stored(line));
        orders.put(order.order().order(), order);
      }
      return new OrderMirror(head.optionalTime(READ_FROM), orders);
    } catch (JsonProcessingException e) {
      throw new BadRecord("order mirror: a line is not JSON", e);
    } catch (IOException e) {
      throw new StorageFailure("reading " + KEY, e);
    }
  }

  private static StoredFields stored(@Nullable String line) throws JsonProcessingException {
    if (line == null) {
      throw new BadRecord("order mirror: it is empty");
    }
    return new StoredFields(JsonCodec.read(line), "order mirror");
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
    order.closedAt().ifPresent(at -> node.put("closedAt", at.toString()));
    node.put("hasReturns", order.hasReturns());
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
    node.put(RETURNS_READ, mirrored.dispositions().isPresent());
    ArrayNode dispositions = node.putArray(DISPOSITIONS);
    mirrored.dispositions().orElse(List.of()).forEach(it -> write(dispositions.addObject(), it));
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

  private static void write(ObjectNode node, ShopDisposition disposition) {
    disposition.orderLine().ifPresent(line -> node.put("orderLine", line));
    node.put("quantity", disposition.quantity().units()).put("restocked", disposition.restocked());
    disposition.location().ifPresent(at -> node.put("location", at.number()));
  }

  private static ShopDisposition disposition(StoredFields node) {
    return new ShopDisposition(
        node.optionalText("orderLine"),
        node.units("quantity"),
        node.truth("restocked"),
        location(node));
  }

  private static MirroredOrder order(StoredFields node) {
    String order = node.text("order");
    return new MirroredOrder(
        new ShopOrder(
            order,
            node.time("createdAt"),
            node.time("updatedAt"),
            node.optionalTime("cancelledAt"),
            node.optionalTime("closedAt"),
            node.truth("hasReturns"),
            node.each("lines").stream()
                .map(
                    line ->
                        new ShopOrder.Line(
                            line.text("line"),
                            item(line),
                            line.units("ordered"),
                            line.units("current"),
                            line.units("unfulfilled")))
                .toList()),
        node.each("fulfilments").stream().map(part -> fulfillment(order, part)).toList(),
        node.each("refunds").stream().map(JsonOrderMirrorStore::refund).toList(),
        node.truth(RETURNS_READ)
            ? Optional.of(
                node.each(DISPOSITIONS).stream().map(JsonOrderMirrorStore::disposition).toList())
            : Optional.empty());
  }

  private static ShopFulfillment fulfillment(String order, StoredFields node) {
    return new ShopFulfillment(
        node.text("fulfilment"),
        order,
        node.text("status"),
        node.time("updatedAt"),
        location(node),
        node.each("lines").stream()
            .map(
                line ->
                    new ShopFulfillment.Line(
                        line.text("line"),
                        line.text("orderLine"),
                        item(line),
                        line.units("total"),
                        line.units("remaining")))
            .toList());
  }

  private static ShopRefund refund(StoredFields node) {
    return new ShopRefund(
        node.text("refund"),
        node.each("lines").stream()
            .map(
                line ->
                    new ShopRefund.Line(
                        line.text("orderLine"),
                        line.units("quantity"),
                        line.value("type", RestockType::valueOf),
                        line.truth("restocked"),
                        location(line)))
            .toList());
  }

  private static Optional<InventoryItemId> item(StoredFields node) {
    return node.optionalValue("item", InventoryItemId::new);
  }

  private static Optional<ShopLocationId> location(StoredFields node) {
    return node.optionalValue("location", ShopLocationId::new);
  }
}
