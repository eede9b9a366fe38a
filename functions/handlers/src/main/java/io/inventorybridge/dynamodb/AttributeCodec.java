// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts values to attributes and back. */
public final class AttributeCodec {
  /** Fixed width, so that text order is time order. */
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

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
    return required(item, name).s();
  }

  public static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(required(item, name).n());
  }

  public static StockQuantity quantity(Map<String, AttributeValue> item, String name) {
    return StockQuantity.of(number(item, name));
  }

  public static Instant time(Map<String, AttributeValue> item, String name) {
    return Instant.parse(text(item, name));
  }

  public static Optional<Map<String, AttributeValue>> map(
      Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::m);
  }

  public static List<Map<String, AttributeValue>> maps(
      Map<String, AttributeValue> item, String name) {
    return required(item, name).l().stream().map(AttributeValue::m).toList();
  }

  public static AttributeValue texts(List<String> values) {
    return list(values.stream().map(AttributeCodec::text).toList());
  }

  public static List<String> texts(Map<String, AttributeValue> item, String name) {
    return required(item, name).l().stream().map(AttributeValue::s).toList();
  }

  /** An optional text of an item. */
  public static Optional<String> optional(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  public static boolean truth(Map<String, AttributeValue> item, String name) {
    return required(item, name).bool();
  }

  private static AttributeValue required(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("an item without its attribute " + name);
    }
    return value;
  }
}
