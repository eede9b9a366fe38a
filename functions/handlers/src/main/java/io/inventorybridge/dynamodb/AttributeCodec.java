// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.records.BadRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts values to attributes and back. */
public final class AttributeCodec {
  /** Fixed width, so that text order is time order. */
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  private static final List<String> KEYS =
      List.of(
          "key",
          "fact",
          "sequence",
          "upca",
          "facilityId",
          "orderId",
          "item",
          "what",
          "productId",
          "delivery",
          "place",
          "event",
          "bucket",
          "record",
          "name",
          "pair",
          "id");

  private AttributeCodec() {}

  public static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  public static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  public static AttributeValue number(StockQuantity value) {
    return number(value.units());
  }

  public static AttributeValue time(Instant value) {
    return text(sortable(value));
  }

  public static AttributeValue list(List<AttributeValue> values) {
    return AttributeValue.fromL(values);
  }

  public static AttributeValue map(Map<String, AttributeValue> values) {
    return AttributeValue.fromM(values);
  }

  public static String sortable(Instant time) {
    return SORTABLE.format(time);
  }

  public static String text(Map<String, AttributeValue> item, String name) {
    return present(item, name, required(item, name).s());
  }

  public static byte[] bytes(Map<String, AttributeValue> item, String name) {
    SdkBytes bytes = required(item, name).b();
    if (bytes == null) {
      throw otherType(item, name);
    }
    return bytes.asByteArray();
  }

  public static long number(Map<String, AttributeValue> item, String name) {
    try {
      return Long.parseLong(present(item, name, required(item, name).n()));
    } catch (NumberFormatException e) {
      throw new BadRecord("%s: %s is not a whole number".formatted(describe(item), name), e);
    }
  }

  public static StockQuantity quantity(Map<String, AttributeValue> item, String name) {
    return StockQuantity.of(number(item, name));
  }

  public static Instant time(Map<String, AttributeValue> item, String name) {
    try {
      return Instant.parse(text(item, name));
    } catch (DateTimeParseException e) {
      throw new BadRecord("%s: %s is not a time".formatted(describe(item), name), e);
    }
  }

  public static Optional<Map<String, AttributeValue>> map(
      Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? Optional.of(requiredMap(item, name)) : Optional.empty();
  }

  /** A required map of an item. */
  public static Map<String, AttributeValue> requiredMap(
      Map<String, AttributeValue> item, String name) {
    AttributeValue value = required(item, name);
    if (!value.hasM()) {
      throw otherType(item, name);
    }
    return value.m();
  }

  public static List<Map<String, AttributeValue>> maps(
      Map<String, AttributeValue> item, String name) {
    return elements(item, name).stream()
        .map(
            element -> {
              if (!element.hasM()) {
                throw otherType(item, name);
              }
              return element.m();
            })
        .toList();
  }

  public static AttributeValue texts(List<String> values) {
    return list(values.stream().map(AttributeCodec::text).toList());
  }

  public static List<String> texts(Map<String, AttributeValue> item, String name) {
    return elements(item, name).stream().map(element -> present(item, name, element.s())).toList();
  }

  /** An optional text of an item. */
  public static Optional<String> optional(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  public static boolean truth(Map<String, AttributeValue> item, String name) {
    Boolean truth = required(item, name).bool();
    if (truth == null) {
      throw otherType(item, name);
    }
    return truth;
  }

  private static AttributeValue required(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new BadRecord("%s: %s is missing".formatted(describe(item), name));
    }
    return value;
  }

  private static List<AttributeValue> elements(Map<String, AttributeValue> item, String name) {
    AttributeValue value = required(item, name);
    if (!value.hasL()) {
      throw otherType(item, name);
    }
    return value.l();
  }

  private static BadRecord otherType(Map<String, AttributeValue> item, String name) {
    return new BadRecord("%s: %s has another type".formatted(describe(item), name));
  }

  private static String present(
      Map<String, AttributeValue> item, String name, @Nullable String value) {
    if (value == null) {
      throw otherType(item, name);
    }
    return value;
  }

  /** Names an item for a message, by the key attributes of our tables. */
  public static String describe(Map<String, AttributeValue> item) {
    String keys =
        KEYS.stream()
            .flatMap(
                key ->
                    Optional.ofNullable(item.get(key))
                        .map(AttributeValue::s)
                        .map(text -> key + "=" + text)
                        .stream())
            .collect(Collectors.joining(", "));
    return "the stored record (%s)".formatted(keys.isEmpty() ? "part of another" : keys);
  }
}
