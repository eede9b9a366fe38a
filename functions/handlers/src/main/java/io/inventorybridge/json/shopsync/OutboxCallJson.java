// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.shopsync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.availability.SellableVersion;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.StoredFields;
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
import io.inventorybridge.support.records.BadRecord;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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
      return read(new StoredFields(JsonCodec.read(written), "outbox call"), revision);
    } catch (JsonProcessingException e) {
      throw new BadRecord("outbox call: it is not JSON", e);
    }
  }

  private static OutboxCall read(StoredFields document, long revision) {
    UUID key = document.value("key", UUID::fromString);
    ShopLocationId location = document.value("location", ShopLocationId::new);
    URI reference = document.value("reference", URI::create);
    List<Entry> entries = new ArrayList<>();
    List<ShopCall.Change> changes = new ArrayList<>();
    List<ShopCall.Target> targets = new ArrayList<>();
    boolean adjusts =
        switch (document.text("kind")) {
          case ADJUST -> true;
          case SET -> false;
          default -> throw document.bad("kind", "is not ADJUST or SET");
        };
    for (StoredFields node : document.each("entries")) {
      Entry entry = readEntry(node);
      entries.add(entry);
      if (adjusts) {
        changes.add(new ShopCall.Change(entry.item(), node.units("difference")));
      } else {
        targets.add(
            new ShopCall.Target(entry.item(), node.units("quantity"), node.optionalUnits("read")));
      }
    }
    ShopCall call =
        adjusts
            ? new ShopCall.Adjustment(key, location, reference, changes)
            : new ShopCall.Correction(key, location, reference, targets);
    return new OutboxCall(
        call,
        document.text("run"),
        document.time("frozenAt"),
        entries,
        readStage(document.fields("stage")),
        revision);
  }

  private static Entry readEntry(StoredFields node) {
    return new Entry(
        node.value("item", InventoryItemId::new),
        node.number("pool"),
        node.value("version", SellableVersion::new),
        node.optionalValue("product", CanonicalUpc::of),
        node.number("effect"));
  }

  private static Stage readStage(StoredFields node) {
    return switch (node.text("at")) {
      case "UNSENT" -> new Unsent();
      case "SENT" -> new Sent(node.time("first"), node.time("last"));
      case "ANSWERED" ->
          new Answered(
              node.time("last"),
              readItems(node.texts("confirmed")),
              readFlags(node.each("flags")),
              readItems(node.texts("uncertain")),
              node.truth("abandoned"));
      default -> throw node.bad("at", "is not UNSENT, SENT or ANSWERED");
    };
  }

  private static Set<InventoryItemId> readItems(List<String> numbers) {
    return numbers.stream().map(InventoryItemId::new).collect(Collectors.toSet());
  }

  private static List<Flag> readFlags(List<StoredFields> nodes) {
    return nodes.stream()
        .map(
            node ->
                new Flag(
                    node.optionalValue("item", InventoryItemId::new),
                    node.value("reason", Reason::valueOf),
                    node.text("code"),
                    node.text("message")))
        .toList();
  }
}
