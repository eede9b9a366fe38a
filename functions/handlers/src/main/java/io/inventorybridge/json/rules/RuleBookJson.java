// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.rules.ProductFacilityRule.ProductAtFacility;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.rules.RuleBook.OverlayValue;
import io.inventorybridge.rules.RuleBookFormat;
import io.inventorybridge.rules.RuleRow;
import io.inventorybridge.rules.RuleSelector;
import io.inventorybridge.rules.RuleSource;
import io.inventorybridge.rules.RuleValue;
import io.inventorybridge.rules.RuleValue.AllowBrokering;
import io.inventorybridge.rules.RuleValue.Channel;
import io.inventorybridge.rules.RuleValue.RuleKind;
import io.inventorybridge.rules.RuleValue.SafetyStock;
import io.inventorybridge.rules.RuleValue.Threshold;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
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
public final class RuleBookJson implements RuleBookFormat {
  @Override
  public byte[] write(RuleBook book) {
    ObjectNode document = JsonCodec.MAPPER.createObjectNode();
    document.put("version", book.version());
    book.set().ifPresent(origin -> document.set("set", origin(origin)));
    ArrayNode rules = document.putArray("rules");
    book.rules().forEach(rule -> rules.add(rule(rule)));
    ArrayNode files = document.putArray("files");
    Map<RuleSource, Integer> numbers = new LinkedHashMap<>();
    book.overlay().values().stream()
        .flatMap(sayings -> sayings.values().stream())
        .map(OverlayValue::origin)
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
    return JsonCodec.bytes(document);
  }

  @Override
  public RuleBook read(byte[] file) {
    JsonNode document;
    try {
      document = JsonCodec.read(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the rules index is damaged: " + e.getMessage(), e);
    }
    List<RuleRow> rules = new ArrayList<>();
    document.path("rules").forEach(node -> rules.add(rule(node)));
    List<RuleSource> files = new ArrayList<>();
    document.path("files").forEach(node -> files.add(origin(node)));
    Map<ProductAtFacility, Map<RuleKind, OverlayValue>> overlay = new HashMap<>();
    for (JsonNode node : document.path("productFacilities")) {
      Map<RuleKind, OverlayValue> sayings = new EnumMap<>(RuleKind.class);
      for (RuleKind kind : RuleKind.values()) {
        JsonNode said = node.path(kind.name());
        if (said.isArray()) {
          sayings.put(
              kind,
              new OverlayValue(
                  files.get(said.path(1).asInt()),
                  Optional.of(said.path(0))
                      .filter(value -> !value.isNull())
                      .map(value -> effect(kind, value))));
        }
      }
      overlay.put(
          new ProductAtFacility(
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

  private static ObjectNode rule(RuleRow rule) {
    ObjectNode node = JsonCodec.MAPPER.createObjectNode();
    node.put("sequence", rule.sequence()).put("kind", rule.effect().kind().name());
    RuleSelector selector = rule.selector();
    selector.productId().ifPresent(id -> node.put("productId", id));
    selector.upc().ifPresent(upc -> node.put("upca", upc.toString()));
    selector.tag().ifPresent(tag -> node.put("tag", tag));
    selector.facilityId().ifPresent(id -> node.put("facilityId", id.value()));
    selector.facilityGroupId().ifPresent(id -> node.put("facilityGroupId", id));
    ArrayNode value = JsonCodec.MAPPER.createArrayNode();
    add(value, rule.effect());
    node.set("value", value.get(0));
    return node;
  }

  private static RuleRow rule(JsonNode node) {
    return new RuleRow(
        node.path("sequence").asLong(),
        new RuleSelector(
            optional(node, "productId"),
            optional(node, "upca").map(CanonicalUpc::of),
            optional(node, "tag"),
            optional(node, "facilityId").map(FacilityId::new),
            optional(node, "facilityGroupId")),
        effect(RuleKind.valueOf(node.path("kind").asText()), node.path("value")));
  }

  private static void add(ArrayNode array, RuleValue effect) {
    switch (effect) {
      case SafetyStock stock -> array.add(stock.units().units());
      case Threshold threshold -> array.add(threshold.units().units());
      case AllowBrokering brokering -> array.add(brokering.allowed());
      case Channel channel -> array.add(channel.on());
    }
  }

  private static RuleValue effect(RuleKind kind, JsonNode value) {
    return switch (kind) {
      case SAFETY_STOCK -> new SafetyStock(StockQuantity.of(value.asLong()));
      case THRESHOLD -> new Threshold(StockQuantity.of(value.asLong()));
      case ALLOW_BROKERING -> new AllowBrokering(value.asBoolean());
      case CHANNEL -> new Channel(value.asBoolean());
    };
  }

  private static ObjectNode origin(RuleSource origin) {
    return JsonCodec.MAPPER
        .createObjectNode()
        .put("uploaded", origin.uploaded().toString())
        .put("key", origin.key());
  }

  private static RuleSource origin(JsonNode node) {
    return new RuleSource(Instant.parse(node.path("uploaded").asText()), node.path("key").asText());
  }

  private static Optional<String> optional(JsonNode node, String name) {
    return node.has(name) ? Optional.of(node.path(name).asText()) : Optional.empty();
  }
}
