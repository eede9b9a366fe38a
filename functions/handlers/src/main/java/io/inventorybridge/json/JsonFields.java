// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.IdentifierText;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.text.CellText;
import io.inventorybridge.support.text.TimeText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
      throw new IllegalField(
          where.isEmpty()
              ? "it is not a JSON object"
              : "%s is not an object".formatted(where.replaceAll("\\.$", "")));
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
    return Optional.of(CellText.trim(value.asText())).filter(text -> !text.isEmpty());
  }

  /** The id in a field, by the rules of {@link IdentifierText}. */
  public String id(String name) {
    return optionalId(name)
        .orElseThrow(() -> new IllegalField("%s%s is missing".formatted(where, name)));
  }

  public Optional<String> optionalId(String name) {
    return checked(name, optionalText(name), IdentifierText::error);
  }

  /** The id of a facility in a field, by the rules of {@link FacilityId}. */
  public Optional<FacilityId> optionalFacility(String name) {
    return checked(name, optionalText(name), FacilityId::inputError).map(FacilityId::new);
  }

  /** The refusal of a field's text, which is quoted unless it is too long. */
  public IllegalField illegal(String name, String written, String error) {
    return new IllegalField("%s%s '%s' %s".formatted(where, name, shown(written), error));
  }

  private Optional<String> checked(
      String name, Optional<String> id, Function<String, Optional<String>> errorOf) {
    Optional<String> error = id.flatMap(errorOf);
    if (error.isPresent()) {
      throw illegal(name, id.orElseThrow(), error.get());
    }
    return id;
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
            written ->
                TimeText.read(written)
                    .orElseThrow(
                        () ->
                            new IllegalField(
                                "%s%s %s".formatted(where, name, TimeText.error(shown(written))))));
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
    } catch (ArithmeticException | NumberFormatException e) {
      // The second one is of an event: an infinite number has no decimal value.
      throw wrong(name, "a whole number", value);
    }
  }

  /** Whole units from 0 to a limit. */
  public Optional<StockQuantity> optionalUnits(String name, long most) {
    Optional<StockQuantity> units = optionalUnits(name);
    if (units.filter(it -> it.units() > most).isPresent()) {
      throw new IllegalField(
          "%s%s is more than %,d: %d".formatted(where, name, most, units.get().units()));
    }
    return units;
  }

  public StockQuantity units(String name, long most) {
    return optionalUnits(name, most)
        .orElseThrow(() -> new IllegalField("%s%s is missing".formatted(where, name)));
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
        : CellText.visible(storable(written));
  }

  // A message goes into a report, so half a character becomes a question mark.
  private static String storable(String written) {
    return new String(written.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
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
