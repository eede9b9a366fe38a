// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.statemachine;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value in which every text {@code {% ... %}} is a JSONata expression, compiled once.
 * Thread-safe.
 */
sealed interface JsonTemplate {
  String OPEN = "{%";
  String CLOSE = "%}";

  /**
   * The value for these variables; {@code null} is JSON's null.
   *
   * @throws ExecutionError States.QueryEvaluationError
   */
  @Nullable Object evaluate(Map<String, Object> variables);

  /** A value without expressions. */
  record Literal(@Nullable Object value) implements JsonTemplate {
    @Override
    public @Nullable Object evaluate(Map<String, Object> variables) {
      return value;
    }
  }

  /** An expression. */
  record Expression(String text) implements JsonTemplate {
    @Override
    public @Nullable Object evaluate(Map<String, Object> variables) {
      // This library's compiled expressions keep state during evaluation, so each evaluation
      // compiles its own.
      Jsonata compiled = Jsonata.jsonata(text);
      compiled.setOutputConvertNulls(false);
      Jsonata.Frame frame = compiled.createFrame();
      variables.forEach(frame::bind);
      Object result;
      try {
        result = compiled.evaluate(null, frame);
      } catch (JException e) {
        throw new ExecutionError(
            ExecutionError.QUERY_EVALUATION, "{% " + text + " %}: " + e.getMessage());
      }
      if (result == null) {
        throw new ExecutionError(
            ExecutionError.QUERY_EVALUATION, "{% " + text + " %} returned nothing");
      }
      return plain(result);
    }

    private static @Nullable Object plain(Object value) {
      if (Jsonata.NULL_VALUE.equals(value)) {
        return null;
      }
      if (value instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, it) -> plain.put(String.valueOf(key), it == null ? null : plain(it)));
        return plain;
      }
      if (value instanceof List<?> list) {
        List<@Nullable Object> plain = new ArrayList<>();
        list.forEach(it -> plain.add(it == null ? null : plain(it)));
        return plain;
      }
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        return value;
      }
      throw new ExecutionError(
          ExecutionError.QUERY_EVALUATION, "an expression returned a function, not a value");
    }
  }

  /** An object with expressions somewhere inside. */
  record Fields(Map<String, JsonTemplate> fields) implements JsonTemplate {
    @Override
    public Object evaluate(Map<String, Object> variables) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      fields.forEach((name, template) -> object.put(name, template.evaluate(variables)));
      return object;
    }
  }

  /** An array with expressions somewhere inside. */
  record Elements(List<JsonTemplate> elements) implements JsonTemplate {
    @Override
    public Object evaluate(Map<String, Object> variables) {
      List<@Nullable Object> array = new ArrayList<>();
      elements.forEach(template -> array.add(template.evaluate(variables)));
      return array;
    }
  }

  /**
   * Compiles a value of a definition.
   *
   * @throws UnusableDefinition naming the field, when an expression is not JSONata
   */
  static JsonTemplate of(String place, JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue();
      if (text.startsWith(OPEN) && text.endsWith(CLOSE)) {
        String expression = text.substring(OPEN.length(), text.length() - CLOSE.length()).strip();
        try {
          Jsonata.jsonata(expression);
        } catch (JException e) {
          throw new UnusableDefinition(place + ": not JSONata: " + e.getMessage());
        }
        return new Expression(expression);
      }
      if (text.startsWith("$")) {
        throw new UnusableDefinition(place + ": " + text + " is JSONPath; write {% ... %}");
      }
      return new Literal(text);
    }
    if (value.isObject()) {
      Map<String, JsonTemplate> fields = new LinkedHashMap<>();
      value
          .properties()
          .forEach(
              field ->
                  fields.put(field.getKey(), of(place + "." + field.getKey(), field.getValue())));
      return new Fields(fields);
    }
    if (value.isArray()) {
      List<JsonTemplate> elements = new ArrayList<>();
      value.forEach(element -> elements.add(of(place + "[]", element)));
      return new Elements(elements);
    }
    return new Literal(JsonCodec.MAPPER.convertValue(value, Object.class));
  }
}
