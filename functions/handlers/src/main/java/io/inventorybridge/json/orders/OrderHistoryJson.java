// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.JsonFields;
import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.LineShipment;
import io.inventorybridge.orders.OrderHistory;
import io.inventorybridge.orders.OrderHistory.CounterRef;
import io.inventorybridge.orders.OrderHistory.ProductAtFacility;
import io.inventorybridge.orders.OrderLineHistory;
import io.inventorybridge.orders.OrderVersion.Item;
import io.inventorybridge.orders.OrderVersion.ShopifyItem;
import io.inventorybridge.orders.OrderVersion.Stamp;
import io.inventorybridge.orders.ShopifyLineRef;
import io.inventorybridge.orders.ShopifyLineRef.StatedNumber;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.records.BadRecord;
import io.inventorybridge.support.text.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The history of an order in the format of the table. */
public final class OrderHistoryJson {
  private OrderHistoryJson() {}

  public static String write(OrderHistory history) {
    ObjectNode document = JsonCodec.MAPPER.createObjectNode();
    document.put("orderId", history.orderId());
    history.channel().ifPresent(channel -> document.put("channel", channel));
    history.shopifyOrderId().ifPresent(id -> document.put("shopifyOrderId", id));
    history.newest().ifPresent(stamp -> document.set("newest", stamp(stamp)));
    ArrayNode listed = document.putArray("listed");
    history.listed().forEach(listed::add);
    ArrayNode lines = document.putArray("lines");
    history.lines().values().forEach(line -> lines.add(line(line)));
    ArrayNode places = document.putArray("places");
    history
        .productFacilities()
        .forEach(place -> places.add(productAndFacility(place.upc(), place.facility())));
    ArrayNode declared = document.putArray("declaredKnown");
    history.declared().forEach(at -> declared.add(at.toString()));
    ArrayNode stands = document.putArray("counters");
    history.counters().forEach(stand -> stands.add(counterRef(stand)));
    return document.toString();
  }

  /**
   * Reads the stored history of an order.
   *
   * @throws BadRecord in one sentence that names the order and the field
   */
  public static OrderHistory read(String orderId, String written) {
    try {
      OrderHistory history = history(JsonCodec.read(written));
      if (!history.orderId().equals(orderId)) {
        throw new BadRecord(
            "order %s: its stored history is of order %s".formatted(orderId, history.orderId()));
      }
      return history;
    } catch (JsonProcessingException e) {
      throw new BadRecord(
          "order %s: its stored history is not JSON at column %d"
              .formatted(orderId, e.getLocation().getColumnNr()),
          e);
    } catch (JsonFields.IllegalField | IllegalArgumentException e) {
      throw new BadRecord(
          "order %s: its stored history is damaged: %s".formatted(orderId, e.getMessage()), e);
    }
  }

  private static OrderHistory history(JsonNode document) {
    JsonFields order = new JsonFields(document, "");
    SortedSet<String> listed = new TreeSet<>();
    array(document, "listed").forEach(seqId -> listed.add(seqId.asText()));
    SortedMap<String, OrderLineHistory> lines = new TreeMap<>();
    for (JsonNode node : array(document, "lines")) {
      OrderLineHistory line = line(node);
      lines.put(line.item().seqId(), line);
    }
    SortedSet<ProductAtFacility> places = new TreeSet<>();
    for (JsonNode node : array(document, "places")) {
      JsonFields place = new JsonFields(node, "places.");
      places.add(new ProductAtFacility(requiredUpc(place), facility(place)));
    }
    SortedSet<Instant> declared = new TreeSet<>();
    array(document, "declaredKnown")
        .forEach(
            at ->
                declared.add(
                    TimeText.read(at.asText())
                        .orElseThrow(
                            () ->
                                new JsonFields.IllegalField(
                                    "declaredKnown " + TimeText.error(at.asText())))));
    SortedSet<CounterRef> stands = new TreeSet<>();
    array(document, "counters").forEach(node -> stands.add(counterRef(node)));
    return new OrderHistory(
        order.text("orderId"),
        order.optionalText("channel"),
        order.optionalText("shopifyOrderId"),
        optionalStamp(document.path("newest")),
        listed,
        lines,
        places,
        declared,
        stands);
  }

  private static ObjectNode line(OrderLineHistory line) {
    Item item = line.item();
    ObjectNode node = productAndFacility(item.upc(), item.facility());
    node.set("stamp", stamp(line.stamp()));
    node.put("seqId", item.seqId());
    node.put("quantity", item.quantity().units());
    node.put("status", item.status().name());
    item.completedAt().ifPresent(at -> node.put("completedAt", at.toString()));
    item.reportedAt().ifPresent(at -> node.put("reportedAt", at.toString()));
    ShopifyItem shopify = item.shopify();
    shopify.inventoryItemId().ifPresent(id -> node.put("shopifyInventoryItemId", id));
    shopify.locationId().ifPresent(id -> node.put("shopifyLocationId", id));
    shopify.taken().ifPresent(units -> node.put("takenQuantity", units.units()));
    shopify.restocked().ifPresent(units -> node.put("restockedQuantity", units.units()));
    line.opened().ifPresent(opened -> node.set("opened", stamp(opened)));
    node.put("largest", line.largest().units());
    line.at().item().ifPresent(said -> node.set("shopItem", said(said)));
    line.at().location().ifPresent(said -> node.set("shopLocation", said(said)));
    node.set("completed", shipments(line.completed()));
    node.set("known", shipments(line.known()));
    return node;
  }

  private static OrderLineHistory line(JsonNode node) {
    JsonFields line = new JsonFields(node, "lines.");
    Item item =
        new Item(
            line.text("seqId"),
            upc(line),
            line.units("quantity"),
            facility(line),
            line.value("status", ItemStatus::valueOf),
            line.optionalTime("completedAt"),
            line.optionalTime("reportedAt"),
            new ShopifyItem(
                line.optionalText("shopifyInventoryItemId"),
                line.optionalText("shopifyLocationId"),
                line.optionalUnits("takenQuantity"),
                line.optionalUnits("restockedQuantity")));
    return new OrderLineHistory(
        stamp(line.node("stamp")),
        item,
        optionalStamp(line.node("opened")),
        shipments(array(node, "completed")),
        shipments(array(node, "known")),
        StockQuantity.of(line.units("largest").units()),
        new ShopifyLineRef(said(node.path("shopItem")), said(node.path("shopLocation"))));
  }

  private static ObjectNode counterRef(CounterRef stand) {
    ObjectNode node = productAndFacility(stand.upc(), Optional.empty());
    node.put("item", stand.counter().item());
    stand.counter().location().ifPresent(location -> node.put("location", location));
    return node;
  }

  private static CounterRef counterRef(JsonNode node) {
    JsonFields stand = new JsonFields(node, "counters.");
    return new CounterRef(
        new CounterKey(stand.text("item"), stand.optionalText("location")), upc(stand));
  }

  private static ObjectNode said(StatedNumber said) {
    ObjectNode node = JsonCodec.MAPPER.createObjectNode().put("number", said.number());
    said.by().ifPresent(stamp -> node.set("by", stamp(stamp)));
    return node;
  }

  private static Optional<StatedNumber> said(JsonNode node) {
    return node.isObject()
        ? Optional.of(
            new StatedNumber(
                new JsonFields(node, "shop.").text("number"), optionalStamp(node.path("by"))))
        : Optional.empty();
  }

  private static ArrayNode shipments(List<LineShipment> shipments) {
    ArrayNode nodes = JsonCodec.MAPPER.createArrayNode();
    for (LineShipment shipment : shipments) {
      ObjectNode node = productAndFacility(Optional.of(shipment.upc()), shipment.facility());
      node.put("since", shipment.since().toString());
      node.put("units", shipment.units().units());
      node.set("version", stamp(shipment.version()));
      nodes.add(node);
    }
    return nodes;
  }

  private static List<LineShipment> shipments(JsonNode nodes) {
    List<LineShipment> shipments = new ArrayList<>();
    for (JsonNode node : nodes) {
      JsonFields shipment = new JsonFields(node, "shipment.");
      shipments.add(
          new LineShipment(
              requiredUpc(shipment),
              facility(shipment),
              shipment.time("since"),
              shipment.units("units"),
              stamp(shipment.node("version"))));
    }
    return shipments;
  }

  private static ObjectNode productAndFacility(CanonicalUpc upc, Optional<FacilityId> facility) {
    return productAndFacility(Optional.of(upc), facility);
  }

  private static ObjectNode productAndFacility(
      Optional<CanonicalUpc> upc, Optional<FacilityId> facility) {
    ObjectNode node = JsonCodec.MAPPER.createObjectNode();
    upc.ifPresent(value -> node.put("upca", value.toString()));
    facility.ifPresent(value -> node.put("facilityId", value.value()));
    return node;
  }

  private static Optional<CanonicalUpc> upc(JsonFields fields) {
    return fields.optionalText("upca").map(CanonicalUpc::of);
  }

  private static CanonicalUpc requiredUpc(JsonFields fields) {
    return CanonicalUpc.of(fields.text("upca"));
  }

  private static JsonNode array(JsonNode node, String name) {
    JsonNode array = node.path(name);
    if (!array.isArray()) {
      throw new JsonFields.IllegalField(name + " is missing");
    }
    return array;
  }

  private static Optional<FacilityId> facility(JsonFields fields) {
    return fields.optionalText("facilityId").map(FacilityId::new);
  }

  private static ObjectNode stamp(Stamp stamp) {
    return JsonCodec.MAPPER
        .createObjectNode()
        .put("lastUpdated", stamp.lastUpdated().toString())
        .put("content", stamp.content());
  }

  private static Optional<Stamp> optionalStamp(JsonNode node) {
    return node.isObject() ? Optional.of(stamp(node)) : Optional.empty();
  }

  private static Stamp stamp(JsonNode node) {
    JsonFields stamp = new JsonFields(node, "stamp.");
    Instant lastUpdated = stamp.time("lastUpdated");
    return new Stamp(lastUpdated, stamp.text("content"));
  }
}
