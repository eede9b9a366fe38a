// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.StoredFields;
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
    StoredFields document;
    try {
      document = new StoredFields(JsonCodec.read(file), "rules index");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the rules index is damaged: " + e.getMessage(), e);
    }
    List<RuleRow> rules = new ArrayList<>();
    document.each("rules").forEach(node -> rules.add(rule(node)));
    List<RuleSource> files = new ArrayList<>();
    document.each("files").forEach(node -> files.add(origin(node)));
    Map<ProductAtFacility, Map<RuleKind, OverlayValue>> overlay = new HashMap<>();
    for (StoredFields node : document.each("productFacilities")) {
      Map<RuleKind, OverlayValue> sayings = new EnumMap<>(RuleKind.class);
      for (RuleKind kind : RuleKind.values()) {
        if (!node.node(kind.name()).isMissingNode()) {
          JsonNode said = node.list(kind.name());
          int number = said.path(1).asInt(-1);
          if (number < 0 || number >= files.size()) {
            throw node.bad(kind.name(), "does not name a file");
          }
          sayings.put(
              kind,
              new OverlayValue(
                  files.get(number),
                  said.path(0).isNull()
                      ? Optional.empty()
                      : Optional.of(effect(kind, said.path(0), node))));
        }
      }
      overlay.put(
          new ProductAtFacility(node.text("productId"), node.value("facilityId", FacilityId::new)),
          sayings);
    }
    RuleBook book =
        new RuleBook(document.optionalFields("set").map(RuleBookJson::origin), rules, overlay);
    if (!book.version().equals(document.text("version"))) {
      throw new IllegalStateException(
          "the rules index is damaged: it states version %s and holds version %s"
              .formatted(document.text("version"), book.version()));
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

  private static RuleRow rule(StoredFields node) {
    return new RuleRow(
        node.number("sequence"),
        new RuleSelector(
            node.optionalText("productId"),
            node.optionalValue("upca", CanonicalUpc::of),
            node.optionalText("tag"),
            node.optionalValue("facilityId", FacilityId::new),
            node.optionalText("facilityGroupId")),
        effect(node.value("kind", RuleKind::valueOf), node.node("value"), node));
  }

  private static void add(ArrayNode array, RuleValue effect) {
    switch (effect) {
      case SafetyStock stock -> array.add(stock.units().units());
      case Threshold threshold -> array.add(threshold.units().units());
      case AllowBrokering brokering -> array.add(brokering.allowed());
      case Channel channel -> array.add(channel.on());
    }
  }

  private static RuleValue effect(RuleKind kind, JsonNode value, StoredFields rule) {
    boolean isUnits = kind == RuleKind.SAFETY_STOCK || kind == RuleKind.THRESHOLD;
    if (isUnits ? !value.canConvertToLong() || !value.isIntegralNumber() : !value.isBoolean()) {
      throw rule.bad(kind.name(), "has no value of its kind");
    }
    return switch (kind) {
      case SAFETY_STOCK -> new SafetyStock(StockQuantity.of(value.longValue()));
      case THRESHOLD -> new Threshold(StockQuantity.of(value.longValue()));
      case ALLOW_BROKERING -> new AllowBrokering(value.booleanValue());
      case CHANNEL -> new Channel(value.booleanValue());
    };
  }

  private static ObjectNode origin(RuleSource origin) {
    return JsonCodec.MAPPER
        .createObjectNode()
        .put("uploaded", origin.uploaded().toString())
        .put("key", origin.key());
  }

  private static RuleSource origin(StoredFields node) {
    return new RuleSource(node.time("uploaded"), node.text("key"));
  }
}
