// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.outbox.FrozenCall;
import io.inventorybridge.sync.outbox.FrozenCall.Answered;
import io.inventorybridge.sync.outbox.FrozenCall.Entry;
import io.inventorybridge.sync.outbox.FrozenCall.Sent;
import io.inventorybridge.sync.outbox.FrozenCall.Stage;
import io.inventorybridge.sync.outbox.FrozenCall.Unsent;
import io.inventorybridge.sync.pool.PoolVersion;
import io.inventorybridge.sync.shop.Answer.Flag;
import io.inventorybridge.sync.shop.Answer.Reason;
import io.inventorybridge.sync.shop.Call;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
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
public final class FrozenCalls {
  private static final String ADJUST = "ADJUST";
  private static final String SET = "SET";

  private FrozenCalls() {}

  /** Writes all fields except the revision. */
  public static String write(FrozenCall frozen) {
    Call call = frozen.call();
    ObjectNode document =
        Json.MAPPER
            .createObjectNode()
            .put("kind", call instanceof Call.Adjustment ? ADJUST : SET)
            .put("key", call.key().toString())
            .put("location", call.location().number())
            .put("reference", call.reference().toString())
            .put("run", frozen.run())
            .put("frozenAt", frozen.frozenAt().toString());
    ArrayNode entries = document.putArray("entries");
    for (int i = 0; i < frozen.entries().size(); i++) {
      ObjectNode node = entry(frozen.entries().get(i));
      switch (call) {
        case Call.Adjustment adjustment ->
            node.put("difference", adjustment.changes().get(i).difference().units());
        case Call.Correction correction -> {
          Call.Target target = correction.targets().get(i);
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
        Json.MAPPER
            .createObjectNode()
            .put("item", entry.item().number())
            .put("pool", entry.pool())
            .put("version", entry.version().value())
            .put("effect", entry.effect());
    entry.product().ifPresent(upc -> node.put("product", upc.toString()));
    return node;
  }

  private static ObjectNode stage(Stage stage) {
    ObjectNode node = Json.MAPPER.createObjectNode();
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

  private static ArrayNode items(Collection<ItemId> items) {
    ArrayNode nodes = Json.MAPPER.createArrayNode();
    items.stream().sorted().forEach(item -> nodes.add(item.number()));
    return nodes;
  }

  private static ObjectNode flag(Flag flag) {
    ObjectNode node =
        Json.MAPPER
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
  public static FrozenCall read(String written, long revision) {
    try {
      return read(Json.read(written), revision);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept call is not readable", e);
    }
  }

  private static FrozenCall read(JsonNode document, long revision) {
    UUID key = UUID.fromString(document.path("key").asText());
    LocationId location = new LocationId(document.path("location").asText());
    URI reference = URI.create(document.path("reference").asText());
    List<Entry> entries = new ArrayList<>();
    List<Call.Change> changes = new ArrayList<>();
    List<Call.Target> targets = new ArrayList<>();
    boolean adjusts = document.path("kind").asText().equals(ADJUST);
    for (JsonNode node : document.path("entries")) {
      Entry entry = readEntry(node);
      entries.add(entry);
      if (adjusts) {
        changes.add(new Call.Change(entry.item(), units(node, "difference").orElseThrow()));
      } else {
        targets.add(
            new Call.Target(
                entry.item(), units(node, "quantity").orElseThrow(), units(node, "read")));
      }
    }
    Call call =
        adjusts
            ? new Call.Adjustment(key, location, reference, changes)
            : new Call.Correction(key, location, reference, targets);
    return new FrozenCall(
        call,
        document.path("run").asText(),
        Instant.parse(document.path("frozenAt").asText()),
        entries,
        readStage(document.path("stage")),
        revision);
  }

  private static Optional<Quantity> units(JsonNode node, String name) {
    return node.has(name) ? Optional.of(Quantity.of(node.path(name).asLong())) : Optional.empty();
  }

  private static Entry readEntry(JsonNode node) {
    return new Entry(
        new ItemId(node.path("item").asText()),
        node.path("pool").asLong(),
        new PoolVersion(node.path("version").asText()),
        node.has("product") ? Optional.of(Upc.of(node.path("product").asText())) : Optional.empty(),
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

  private static Set<ItemId> readItems(JsonNode nodes) {
    Set<ItemId> items = new HashSet<>();
    nodes.forEach(node -> items.add(new ItemId(node.asText())));
    return items;
  }

  private static List<Flag> readFlags(JsonNode nodes) {
    List<Flag> flags = new ArrayList<>();
    for (JsonNode node : nodes) {
      flags.add(
          new Flag(
              node.has("item")
                  ? Optional.of(new ItemId(node.path("item").asText()))
                  : Optional.empty(),
              Reason.valueOf(node.path("reason").asText()),
              node.path("code").asText(),
              node.path("message").asText()));
    }
    return flags;
  }
}
