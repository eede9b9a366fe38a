// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static io.inventorybridge.dynamodb.AttributeCodec.list;
import static io.inventorybridge.dynamodb.AttributeCodec.map;
import static io.inventorybridge.dynamodb.AttributeCodec.maps;
import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.optional;
import static io.inventorybridge.dynamodb.AttributeCodec.quantity;
import static io.inventorybridge.dynamodb.AttributeCodec.text;
import static io.inventorybridge.dynamodb.AttributeCodec.truth;

import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.ledger.counter.CounterRepository.WithParts;
import io.inventorybridge.ledger.counter.ShopCounter;
import io.inventorybridge.stock.CanonicalUpc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Counters and their parts as items of one table: key {@code item}, {@code what}. An unknown
 * location or product is written as {@code ?}.
 */
final class CounterItems {
  static final String ITEM = "item";
  static final String WHAT = "what";

  private static final String COUNTER = "counter#";
  private static final String PART = "part#";
  private static final String UNKNOWN = "?";

  private CounterItems() {}

  static Map<String, AttributeValue> key(CounterKey key) {
    return Map.of(ITEM, text(key.item()), WHAT, text(COUNTER + location(key)));
  }

  /** Numbers hold no {@code #}; the order, which may hold one, comes last. */
  static Map<String, AttributeValue> partKey(CounterKey key, CounterPart.Id id) {
    String upc = id.upc().map(CanonicalUpc::toString).orElse(UNKNOWN);
    return Map.of(
        ITEM, text(key.item()), WHAT, text(PART + location(key) + "#" + upc + "#" + id.orderId()));
  }

  private static String location(CounterKey key) {
    return key.location().orElse(UNKNOWN);
  }

  static Map<String, AttributeValue> counter(ShopCounter counter) {
    Map<String, AttributeValue> item = new HashMap<>(key(counter.key()));
    item.putAll(ofLocation(counter.key()));
    item.put("units", number(counter.units()));
    item.put("parts", number(counter.parts()));
    item.put(StockItems.VERSION, number(counter.version()));
    return item;
  }

  static ShopCounter counter(Map<String, AttributeValue> item) {
    return new ShopCounter(
        counterKey(item),
        quantity(item, "units"),
        number(item, "parts"),
        number(item, StockItems.VERSION));
  }

  private static Map<String, AttributeValue> ofLocation(CounterKey key) {
    return key.location().map(there -> Map.of("location", text(there))).orElse(Map.of());
  }

  private static CounterKey counterKey(Map<String, AttributeValue> item) {
    return new CounterKey(text(item, ITEM), optional(item, "location"));
  }

  static Map<String, AttributeValue> part(CounterKey key, CounterPart part) {
    Map<String, AttributeValue> item = new HashMap<>(partKey(key, part.id()));
    item.putAll(ofLocation(key));
    item.put("orderId", text(part.orderId()));
    part.upc().ifPresent(upc -> item.put("upca", text(upc.toString())));
    part.shopifyOrderId().ifPresent(id -> item.put("shopifyOrderId", text(id)));
    if (part.lines().size() > PackedLines.MOST_UNPACKED) {
      item.put(
          PackedLines.PACKED,
          PackedLines.counted(
              part.lines(), "order %s at counter %s".formatted(part.orderId(), key.item())));
    } else {
      item.put(
          "lines",
          list(
              part.lines().stream()
                  .map(
                      line ->
                          map(
                              Map.of(
                                  "seqId", text(line.seqId()),
                                  "taken", number(line.taken()),
                                  "restocked", number(line.restocked()),
                                  "shipped", AttributeValue.fromBool(line.shipped()))))
                  .toList()));
    }
    return item;
  }

  static CounterPart part(Map<String, AttributeValue> item) {
    return new CounterPart(
        text(item, "orderId"),
        optional(item, "upca").map(CanonicalUpc::of),
        optional(item, "shopifyOrderId"),
        item.containsKey(PackedLines.PACKED)
            ? PackedLines.counted(item)
            : maps(item, "lines").stream()
                .map(
                    line ->
                        new CounterPart.Line(
                            text(line, "seqId"),
                            quantity(line, "taken"),
                            quantity(line, "restocked"),
                            truth(line, "shipped")))
                .toList());
  }

  /** All items of a partition as counters with their parts. */
  static List<WithParts> withParts(List<Map<String, AttributeValue>> items) {
    Map<CounterKey, List<CounterPart>> parts = new HashMap<>();
    Map<CounterKey, ShopCounter> counters = new TreeMap<>();
    for (Map<String, AttributeValue> item : items) {
      CounterKey key = counterKey(item);
      if (text(item, WHAT).startsWith(PART)) {
        parts.computeIfAbsent(key, there -> new ArrayList<>()).add(part(item));
      } else {
        counters.put(key, counter(item));
      }
    }
    return counters.values().stream()
        .map(
            counter ->
                new WithParts(
                    counter, Optional.ofNullable(parts.get(counter.key())).orElse(List.of())))
        .toList();
  }
}
