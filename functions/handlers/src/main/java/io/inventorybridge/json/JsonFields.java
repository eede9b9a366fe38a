// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** Reads the fields of a JSON object. Errors are reported in one sentence that names the field. */
public final class JsonFields {
  private static final int LONGEST_SHOWN = 40;

  private final JsonNode object;
  private final String where;

  /**
   * @param where prefix of field names in messages, such as {@code items[0].}
   */
  public JsonFields(JsonNode object, String where) {
    if (!object.isObject()) {
      throw new IllegalField(where.isEmpty() ? "it is not a JSON object" : where + " is no object");
    }
    this.object = object;
    this.where = where;
  }

  public String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> new IllegalField("%s%s is missing".formatted(where, name)));
  }

  /** The text of a field; empty if it is absent, null or "". A number is returned as written. */
  public Optional<String> optionalText(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw wrong(name, "a text", value);
    }
    return Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
  }

  public <T> T value(String name, Function<String, T> read) {
    String written = text(name);
    if (written.length() > LONGEST_SHOWN) {
      throw new IllegalField("%s%s is %s".formatted(where, name, shown(written)));
    }
    try {
      return read.apply(written);
    } catch (IllegalArgumentException e) {
      throw new IllegalField("%s%s: %s".formatted(where, name, e.getMessage()));
    }
  }

  public Instant time(String name) {
    return optionalTime(name)
        .orElseThrow(() -> new IllegalField("%s%s is missing".formatted(where, name)));
  }

  public Optional<Instant> optionalTime(String name) {
    return optionalText(name)
        .map(
            written -> {
              try {
                return OffsetDateTime.parse(written).toInstant();
              } catch (DateTimeParseException e) {
                throw new IllegalField(
                    "%s%s '%s' is not an ISO-8601 time with offset"
                        .formatted(where, name, shown(written)));
              }
            });
  }

  public StockQuantity units(String name) {
    return optionalUnits(name)
        .orElseThrow(() -> new IllegalField("%s%s is missing".formatted(where, name)));
  }

  /** Whole units, not negative; {@code 2.0} is 2. */
  public Optional<StockQuantity> optionalUnits(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isNumber()) {
      throw wrong(name, "a number", value);
    }
    try {
      long units = value.decimalValue().longValueExact();
      if (units < 0) {
        throw wrong(name, "0 or more", value);
      }
      return Optional.of(StockQuantity.of(units));
    } catch (ArithmeticException e) {
      throw wrong(name, "a whole number", value);
    }
  }

  public JsonNode node(String name) {
    return object.path(name);
  }

  private IllegalField wrong(String name, String expected, JsonNode value) {
    return new IllegalField("%s%s is not %s: %s".formatted(where, name, expected, shown(value)));
  }

  // An object or a list in the wrong place is not quoted: it may hold a customer's address.
  private static String shown(JsonNode value) {
    return value.isValueNode() ? shown(value.toString()) : "it holds other fields";
  }

  // The same applies to a text longer than any valid one.
  private static String shown(String written) {
    return written.length() > LONGEST_SHOWN
        ? "a text of %d characters".formatted(written.length())
        : written;
  }

  /** A field is missing or wrong; the message is the sentence to show. */
  public static final class IllegalField extends RuntimeException {
    private final String sentence;

    public IllegalField(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }

    public String sentence() {
      return sentence;
    }
  }
}
