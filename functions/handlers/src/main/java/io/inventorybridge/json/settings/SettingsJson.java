// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.settings.IllegalSettings;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.settings.SettingLiteral;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  public static InstallationSettings.Layer layer(String file, byte[] document) {
    JsonNode node;
    try {
      node = JsonCodec.read(document);
    } catch (JsonProcessingException e) {
      throw new IllegalSettings(file, notJson(e));
    }
    if (!(written(node) instanceof SettingLiteral.Table table)) {
      throw new IllegalSettings(file, "it must be one JSON object");
    }
    return new InstallationSettings.Layer(file, table);
  }

  private static String notJson(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " (line %d, column %d)"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return "it is not JSON: " + e.getOriginalMessage() + where;
  }

  private static SettingLiteral written(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> new SettingLiteral.Text(node.asText());
      case NUMBER -> new SettingLiteral.NumberValue(node.decimalValue());
      case BOOLEAN -> new SettingLiteral.BooleanValue(node.booleanValue());
      case NULL -> new SettingLiteral.NullValue();
      case OBJECT -> {
        Map<String, SettingLiteral> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> values.put(entry.getKey(), written(entry.getValue())));
        yield new SettingLiteral.Table(values);
      }
      case ARRAY -> {
        List<SettingLiteral> values = new ArrayList<>();
        node.forEach(value -> values.add(written(value)));
        yield new SettingLiteral.Sequence(values);
      }
      case BINARY, MISSING, POJO ->
          new SettingLiteral.Other(node.getNodeType().name().toLowerCase(Locale.ROOT));
    };
  }
}
