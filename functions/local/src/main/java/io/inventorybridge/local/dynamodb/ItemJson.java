// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as DynamoDB's own JSON: {@code {"upca":{"S":"41"},"onHand":{"N":"3"}}}. */
final class ItemJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ItemJson() {}

  /** The item with its attributes in order of their names: equal items have equal images. */
  static ObjectNode of(Map<String, AttributeValue> item) {
    ObjectNode node = JSON.objectNode();
    new TreeMap<>(item).forEach((name, value) -> node.set(name, of(value)));
    return node;
  }

  static Map<String, AttributeValue> item(JsonNode image) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    image.properties().forEach(field -> item.put(field.getKey(), value(field.getValue())));
    return item;
  }

  private static ObjectNode of(AttributeValue value) {
    ObjectNode node = JSON.objectNode();
    switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case B -> node.put("B", value.b().asByteArray());
      case BOOL -> node.put("BOOL", value.bool());
      case NUL -> node.put("NULL", true);
      case M -> node.set("M", of(value.m()));
      case L -> {
        ArrayNode list = node.putArray("L");
        value.l().forEach(it -> list.add(of(it)));
      }
      case SS -> {
        ArrayNode list = node.putArray("SS");
        value.ss().forEach(list::add);
      }
      case NS -> {
        ArrayNode list = node.putArray("NS");
        value.ns().forEach(list::add);
      }
      case BS -> {
        ArrayNode list = node.putArray("BS");
        value.bs().forEach(it -> list.add(it.asByteArray()));
      }
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("an attribute of a type the journal does not know");
    }
    return node;
  }

  private static AttributeValue value(JsonNode node) {
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    JsonNode it = only.getValue();
    return switch (only.getKey()) {
      case "S" -> AttributeValue.fromS(it.textValue());
      case "N" -> AttributeValue.fromN(it.textValue());
      case "B" -> AttributeValue.fromB(bytes(it));
      case "BOOL" -> AttributeValue.fromBool(it.booleanValue());
      case "NULL" -> AttributeValue.fromNul(true);
      case "M" -> AttributeValue.fromM(item(it));
      case "L" -> {
        List<AttributeValue> list = new ArrayList<>();
        it.forEach(element -> list.add(value(element)));
        yield AttributeValue.fromL(list);
      }
      case "SS" -> AttributeValue.fromSs(texts(it));
      case "NS" -> AttributeValue.fromNs(texts(it));
      case "BS" -> {
        List<SdkBytes> list = new ArrayList<>();
        it.forEach(element -> list.add(bytes(element)));
        yield AttributeValue.fromBs(list);
      }
      default -> throw new IllegalArgumentException("unknown attribute type " + only.getKey());
    };
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.textValue()));
    return texts;
  }

  private static SdkBytes bytes(JsonNode node) {
    try {
      return SdkBytes.fromByteArray(node.binaryValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
