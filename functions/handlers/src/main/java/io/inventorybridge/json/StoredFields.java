// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.records.BadRecord;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the fields of a document that we stored. A required field that is missing, or of another
 * type, is a {@link BadRecord} that names document and field. It is never read as 0 or empty: that
 * would become a wrong number.
 */
public final class StoredFields {
  private final JsonNode object;
  private final String record;

  /**
   * @param record names the document, such as {@code outbox call}
   */
  public StoredFields(JsonNode object, String record) {
    if (!object.isObject()) {
      throw new BadRecord(record + " is not a JSON object");
    }
    this.object = object;
    this.record = record;
  }

  public String text(String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual()) {
      throw missingOr(name, "a text");
    }
    return value.textValue();
  }

  public Optional<String> optionalText(String name) {
    return object.hasNonNull(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** A text in another form, such as an id or the name of a constant. */
  public <T> T value(String name, Function<String, T> read) {
    try {
      return read.apply(text(name));
    } catch (IllegalArgumentException e) {
      throw new BadRecord("%s: %s: %s".formatted(record, name, e.getMessage()), e);
    }
  }

  public <T> Optional<T> optionalValue(String name, Function<String, T> read) {
    return object.hasNonNull(name) ? Optional.of(value(name, read)) : Optional.empty();
  }

  public Instant time(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeParseException e) {
      throw new BadRecord("%s: %s is not a time".formatted(record, name), e);
    }
  }

  public Optional<Instant> optionalTime(String name) {
    return object.hasNonNull(name) ? Optional.of(time(name)) : Optional.empty();
  }

  public long number(String name) {
    JsonNode value = object.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw missingOr(name, "a whole number");
    }
    return value.longValue();
  }

  public StockQuantity units(String name) {
    return StockQuantity.of(number(name));
  }

  public Optional<StockQuantity> optionalUnits(String name) {
    return object.hasNonNull(name) ? Optional.of(units(name)) : Optional.empty();
  }

  public boolean truth(String name) {
    JsonNode value = object.path(name);
    if (!value.isBoolean()) {
      throw missingOr(name, "true or false");
    }
    return value.booleanValue();
  }

  public StoredFields fields(String name) {
    if (object.path(name).isMissingNode()) {
      throw missingOr(name, "an object");
    }
    return new StoredFields(object.path(name), record + ": " + name);
  }

  public Optional<StoredFields> optionalFields(String name) {
    return object.hasNonNull(name) ? Optional.of(fields(name)) : Optional.empty();
  }

  /** The objects of a list. */
  public List<StoredFields> each(String name) {
    List<StoredFields> fields = new ArrayList<>();
    for (JsonNode node : list(name)) {
      fields.add(new StoredFields(node, "%s: %s[%d]".formatted(record, name, fields.size())));
    }
    return fields;
  }

  /** The texts of a list. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : list(name)) {
      if (!node.isTextual()) {
        throw missingOr(name, "a list of texts");
      }
      texts.add(node.textValue());
    }
    return texts;
  }

  /** The elements of a list. */
  public JsonNode list(String name) {
    JsonNode value = object.path(name);
    if (!value.isArray()) {
      throw missingOr(name, "a list");
    }
    return value;
  }

  public JsonNode node(String name) {
    return object.path(name);
  }

  /** The failure of a field, with the name of its document. */
  public BadRecord bad(String name, String error) {
    return new BadRecord("%s: %s %s".formatted(record, name, error));
  }

  private BadRecord missingOr(String name, String expected) {
    return bad(name, object.hasNonNull(name) ? "is not " + expected : "is missing");
  }
}
