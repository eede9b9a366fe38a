// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import io.inventorybridge.stock.Quantity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts values to attributes and back. */
final class Attributes {
  /** Fixed width, so that text order is time order. */
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  private Attributes() {}

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static AttributeValue number(Quantity value) {
    return number(value.units());
  }

  static AttributeValue time(Instant value) {
    return text(sortable(value));
  }

  static AttributeValue list(List<AttributeValue> values) {
    return AttributeValue.fromL(values);
  }

  static AttributeValue map(Map<String, AttributeValue> values) {
    return AttributeValue.fromM(values);
  }

  static String sortable(Instant time) {
    return SORTABLE.format(time);
  }

  static String text(Map<String, AttributeValue> item, String name) {
    return required(item, name).s();
  }

  static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(required(item, name).n());
  }

  static Quantity quantity(Map<String, AttributeValue> item, String name) {
    return Quantity.of(number(item, name));
  }

  static Instant time(Map<String, AttributeValue> item, String name) {
    return Instant.parse(text(item, name));
  }

  static Optional<Map<String, AttributeValue>> map(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::m);
  }

  static List<Map<String, AttributeValue>> maps(Map<String, AttributeValue> item, String name) {
    return required(item, name).l().stream().map(AttributeValue::m).toList();
  }

  static AttributeValue texts(List<String> values) {
    return list(values.stream().map(Attributes::text).toList());
  }

  static List<String> texts(Map<String, AttributeValue> item, String name) {
    return required(item, name).l().stream().map(AttributeValue::s).toList();
  }

  /** An optional text of an item. */
  static Optional<String> optional(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  static boolean truth(Map<String, AttributeValue> item, String name) {
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
