// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.shopsync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.availability.SellableVersion;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.shopsync.outbox.OutboxCall;
import io.inventorybridge.shopsync.outbox.OutboxCall.Answered;
import io.inventorybridge.shopsync.outbox.OutboxCall.Entry;
import io.inventorybridge.shopsync.outbox.OutboxCall.Sent;
import io.inventorybridge.shopsync.outbox.OutboxCall.Stage;
import io.inventorybridge.shopsync.outbox.OutboxCall.Unsent;
import io.inventorybridge.shopsync.shop.CallOutcome.Flag;
import io.inventorybridge.shopsync.shop.CallOutcome.Reason;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** An outbox call in the format of the table. */
public final class OutboxCallJson {
  private static final String ADJUST = "ADJUST";
  private static final String SET = "SET";

  private OutboxCallJson() {}

  /** Writes all fields except the revision. */
  public static String write(OutboxCall frozen) {
    ShopCall call = frozen.call();
    ObjectNode document =
        JsonCodec.MAPPER
            .createObjectNode()
            .put("kind", call instanceof ShopCall.Adjustment ? ADJUST : SET)
            .put("key", call.key().toString())
            .put("location", call.location().number())
            .put("reference", call.reference().toString())
            .put("run", frozen.run())
            .put("frozenAt", frozen.createdAt().toString());
    ArrayNode entries = document.putArray("entries");
    for (int i = 0; i < frozen.entries().size(); i++) {
      ObjectNode node = entry(frozen.entries().get(i));
      switch (call) {
        case ShopCall.Adjustment adjustment ->
            node.put("difference", adjustment.changes().get(i).difference().units());
        case ShopCall.Correction correction -> {
          ShopCall.Target target = correction.targets().get(i);
          node.put("quantity", target.quantity().units());
          target.read().ifPresent(read -> node.put("read", read.units()));
        }
      }
      entries.add(node);
    }
    document.set("stage", stage(frozen.stage()));
    return document.toString();
  }

  private static ObjectNode entry(Entry entry) {
    ObjectNode node =
        JsonCodec.MAPPER
            .createObjectNode()
            .put("item", entry.item().number())
            .put("pool", entry.target())
            .put("version", entry.version().value())
            .put("effect", entry.effect());
    entry.product().ifPresent(upc -> node.put("product", upc.toString()));
    return node;
  }

  private static ObjectNode stage(Stage stage) {
    ObjectNode node = JsonCodec.MAPPER.createObjectNode();
    switch (stage) {
      case Unsent unsent -> node.put("at", "UNSENT");
      case Sent sent ->
          node.put("at", "SENT")
              .put("first", sent.first().toString())
              .put("last", sent.last().toString());
      case Answered answered -> {
        node.put("at", "ANSWERED")
            .put("last", answered.last().toString())
            .put("abandoned", answered.abandoned());
        node.set("confirmed", items(answered.confirmed()));
        node.set("uncertain", items(answered.uncertain()));
        ArrayNode flags = node.putArray("flags");
        answered.flags().forEach(flag -> flags.add(flag(flag)));
      }
    }
    return node;
  }

  private static ArrayNode items(Collection<InventoryItemId> items) {
    ArrayNode nodes = JsonCodec.MAPPER.createArrayNode();
    items.stream().sorted().forEach(item -> nodes.add(item.number()));
    return nodes;
  }

  private static ObjectNode flag(Flag flag) {
    ObjectNode node =
        JsonCodec.MAPPER
            .createObjectNode()
            .put("reason", flag.reason().name())
            .put("code", flag.code())
            .put("message", flag.message());
    flag.item().ifPresent(item -> node.put("item", item.number()));
    return node;
  }

  /**
   * Reads a call written by {@link #write}.
   *
   * @param revision stored in an attribute of its own
   */
  public static OutboxCall read(String written, long revision) {
    try {
      return read(JsonCodec.read(written), revision);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept call is not readable", e);
    }
  }

  private static OutboxCall read(JsonNode document, long revision) {
    UUID key = UUID.fromString(document.path("key").asText());
    ShopLocationId location = new ShopLocationId(document.path("location").asText());
    URI reference = URI.create(document.path("reference").asText());
    List<Entry> entries = new ArrayList<>();
    List<ShopCall.Change> changes = new ArrayList<>();
    List<ShopCall.Target> targets = new ArrayList<>();
    boolean adjusts = document.path("kind").asText().equals(ADJUST);
    for (JsonNode node : document.path("entries")) {
      Entry entry = readEntry(node);
      entries.add(entry);
      if (adjusts) {
        changes.add(new ShopCall.Change(entry.item(), units(node, "difference").orElseThrow()));
      } else {
        targets.add(
            new ShopCall.Target(
                entry.item(), units(node, "quantity").orElseThrow(), units(node, "read")));
      }
    }
    ShopCall call =
        adjusts
            ? new ShopCall.Adjustment(key, location, reference, changes)
            : new ShopCall.Correction(key, location, reference, targets);
    return new OutboxCall(
        call,
        document.path("run").asText(),
        Instant.parse(document.path("frozenAt").asText()),
        entries,
        readStage(document.path("stage")),
        revision);
  }

  private static Optional<StockQuantity> units(JsonNode node, String name) {
    return node.has(name)
        ? Optional.of(StockQuantity.of(node.path(name).asLong()))
        : Optional.empty();
  }

  private static Entry readEntry(JsonNode node) {
    return new Entry(
        new InventoryItemId(node.path("item").asText()),
        node.path("pool").asLong(),
        new SellableVersion(node.path("version").asText()),
        node.has("product")
            ? Optional.of(CanonicalUpc.of(node.path("product").asText()))
            : Optional.empty(),
        node.path("effect").asLong());
  }

  private static Stage readStage(JsonNode node) {
    return switch (node.path("at").asText()) {
      case "UNSENT" -> new Unsent();
      case "SENT" ->
          new Sent(
              Instant.parse(node.path("first").asText()),
              Instant.parse(node.path("last").asText()));
      case "ANSWERED" ->
          new Answered(
              Instant.parse(node.path("last").asText()),
              readItems(node.path("confirmed")),
              readFlags(node.path("flags")),
              readItems(node.path("uncertain")),
              node.path("abandoned").asBoolean());
      default -> throw new IllegalStateException("a kept call has an unknown stage: " + node);
    };
  }

  private static Set<InventoryItemId> readItems(JsonNode nodes) {
    Set<InventoryItemId> items = new HashSet<>();
    nodes.forEach(node -> items.add(new InventoryItemId(node.asText())));
    return items;
  }

  private static List<Flag> readFlags(JsonNode nodes) {
    List<Flag> flags = new ArrayList<>();
    for (JsonNode node : nodes) {
      flags.add(
          new Flag(
              node.has("item")
                  ? Optional.of(new InventoryItemId(node.path("item").asText()))
                  : Optional.empty(),
              Reason.valueOf(node.path("reason").asText()),
              node.path("code").asText(),
              node.path("message").asText()));
    }
    return flags;
  }
}
