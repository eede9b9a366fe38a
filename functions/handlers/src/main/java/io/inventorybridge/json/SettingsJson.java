// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.settings.IllegalSettings;
import io.inventorybridge.settings.Settings;
import io.inventorybridge.settings.Written;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Settings files as JSON objects. */
public final class SettingsJson {
  private SettingsJson() {}

  /**
   * Reads one settings file.
   *
   * @param file its name, for messages
   * @throws IllegalSettings when it is not one JSON object
   */
  public static Settings.Layer layer(String file, byte[] document) {
    JsonNode node;
    try {
      node = Json.read(document);
    } catch (JsonProcessingException e) {
      throw new IllegalSettings(file, notJson(e));
    }
    if (!(written(node) instanceof Written.Table table)) {
      throw new IllegalSettings(file, "it must be one JSON object");
    }
    return new Settings.Layer(file, table);
  }

  private static String notJson(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " (line %d, column %d)"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return "it is not JSON: " + e.getOriginalMessage() + where;
  }

  private static Written written(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> new Written.Text(node.asText());
      case NUMBER -> new Written.Figure(node.decimalValue());
      case BOOLEAN -> new Written.Truth(node.booleanValue());
      case NULL -> new Written.Nothing();
      case OBJECT -> {
        Map<String, Written> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> values.put(entry.getKey(), written(entry.getValue())));
        yield new Written.Table(values);
      }
      case ARRAY -> new Written.Other("a list");
      case BINARY, MISSING, POJO ->
          new Written.Other(node.getNodeType().name().toLowerCase(Locale.ROOT));
    };
  }
}
