// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.rules.Effect;
import io.inventorybridge.rules.Effect.AllowBrokering;
import io.inventorybridge.rules.Effect.Channel;
import io.inventorybridge.rules.Effect.Kind;
import io.inventorybridge.rules.Effect.SafetyStock;
import io.inventorybridge.rules.Effect.Threshold;
import io.inventorybridge.rules.Origin;
import io.inventorybridge.rules.ProductFacility.Pair;
import io.inventorybridge.rules.Rule;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.rules.RuleBook.Saying;
import io.inventorybridge.rules.RulesFormat;
import io.inventorybridge.rules.Selector;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.Upc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule book as {@code {"version","set":{"uploaded","key"},"rules":[{...}],"files":[{...}],
 * "productFacilities":[{"productId","facilityId","SAFETY_STOCK":[3,0]}]}}. Rules use the column
 * names of the CSV. There may be a million product facilities, so each holds per kind only the
 * value (null: withdrawn) and the index of the file that sets it.
 */
public final class RulesJson implements RulesFormat {
  @Override
  public byte[] write(RuleBook book) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("version", book.version());
    book.set().ifPresent(origin -> document.set("set", origin(origin)));
    ArrayNode rules = document.putArray("rules");
    book.rules().forEach(rule -> rules.add(rule(rule)));
    ArrayNode files = document.putArray("files");
    Map<Origin, Integer> numbers = new LinkedHashMap<>();
    book.overlay().values().stream()
        .flatMap(sayings -> sayings.values().stream())
        .map(Saying::origin)
        .distinct()
        .sorted()
        .forEach(
            origin -> {
              numbers.put(origin, numbers.size());
              files.add(origin(origin));
            });
    ArrayNode pairs = document.putArray("productFacilities");
    book.overlay()
        .forEach(
            (pair, sayings) -> {
              ObjectNode node = pairs.addObject();
              node.put("productId", pair.productId());
              node.put("facilityId", pair.facilityId().value());
              new EnumMap<>(sayings)
                  .forEach(
                      (kind, saying) -> {
                        ArrayNode said = node.putArray(kind.name());
                        saying.effect().ifPresentOrElse(effect -> add(said, effect), said::addNull);
                        said.add(numbers.get(saying.origin()));
                      });
            });
    return Json.bytes(document);
  }

  @Override
  public RuleBook read(byte[] file) {
    JsonNode document;
    try {
      document = Json.read(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the rules index is damaged: " + e.getMessage(), e);
    }
    List<Rule> rules = new ArrayList<>();
    document.path("rules").forEach(node -> rules.add(rule(node)));
    List<Origin> files = new ArrayList<>();
    document.path("files").forEach(node -> files.add(origin(node)));
    Map<Pair, Map<Kind, Saying>> overlay = new HashMap<>();
    for (JsonNode node : document.path("productFacilities")) {
      Map<Kind, Saying> sayings = new EnumMap<>(Kind.class);
      for (Kind kind : Kind.values()) {
        JsonNode said = node.path(kind.name());
        if (said.isArray()) {
          sayings.put(
              kind,
              new Saying(
                  files.get(said.path(1).asInt()),
                  Optional.of(said.path(0))
                      .filter(value -> !value.isNull())
                      .map(value -> effect(kind, value))));
        }
      }
      overlay.put(
          new Pair(
              node.path("productId").asText(), new FacilityId(node.path("facilityId").asText())),
          sayings);
    }
    RuleBook book =
        new RuleBook(
            document.has("set") ? Optional.of(origin(document.path("set"))) : Optional.empty(),
            rules,
            overlay);
    if (!book.version().equals(document.path("version").asText())) {
      throw new IllegalStateException(
          "the rules index is damaged: it states version %s and holds version %s"
              .formatted(document.path("version").asText(), book.version()));
    }
    return book;
  }

  private static ObjectNode rule(Rule rule) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("sequence", rule.sequence()).put("kind", rule.effect().kind().name());
    Selector selector = rule.selector();
    selector.productId().ifPresent(id -> node.put("productId", id));
    selector.upc().ifPresent(upc -> node.put("upca", upc.toString()));
    selector.tag().ifPresent(tag -> node.put("tag", tag));
    selector.facilityId().ifPresent(id -> node.put("facilityId", id.value()));
    selector.facilityGroupId().ifPresent(id -> node.put("facilityGroupId", id));
    ArrayNode value = Json.MAPPER.createArrayNode();
    add(value, rule.effect());
    node.set("value", value.get(0));
    return node;
  }

  private static Rule rule(JsonNode node) {
    return new Rule(
        node.path("sequence").asLong(),
        new Selector(
            optional(node, "productId"),
            optional(node, "upca").map(Upc::of),
            optional(node, "tag"),
            optional(node, "facilityId").map(FacilityId::new),
            optional(node, "facilityGroupId")),
        effect(Kind.valueOf(node.path("kind").asText()), node.path("value")));
  }

  private static void add(ArrayNode array, Effect effect) {
    switch (effect) {
      case SafetyStock stock -> array.add(stock.units().units());
      case Threshold threshold -> array.add(threshold.units().units());
      case AllowBrokering brokering -> array.add(brokering.allowed());
      case Channel channel -> array.add(channel.on());
    }
  }

  private static Effect effect(Kind kind, JsonNode value) {
    return switch (kind) {
      case SAFETY_STOCK -> new SafetyStock(Quantity.of(value.asLong()));
      case THRESHOLD -> new Threshold(Quantity.of(value.asLong()));
      case ALLOW_BROKERING -> new AllowBrokering(value.asBoolean());
      case CHANNEL -> new Channel(value.asBoolean());
    };
  }

  private static ObjectNode origin(Origin origin) {
    return Json.MAPPER
        .createObjectNode()
        .put("uploaded", origin.uploaded().toString())
        .put("key", origin.key());
  }

  private static Origin origin(JsonNode node) {
    return new Origin(Instant.parse(node.path("uploaded").asText()), node.path("key").asText());
  }

  private static Optional<String> optional(JsonNode node, String name) {
    return node.has(name) ? Optional.of(node.path(name).asText()) : Optional.empty();
  }
}
