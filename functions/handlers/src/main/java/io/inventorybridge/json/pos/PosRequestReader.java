// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.pos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.masterdata.catalog.ProductIdentifier;
import io.inventorybridge.pos.ReportedMovement;
import io.inventorybridge.pos.VarianceReason;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the body of a call to the Update Inventory API: one object or an array of objects. */
public final class PosRequestReader {
  /** Every field that is read; only these are echoed. */
  static final List<String> FIELDS =
      List.of(
          "facilityId",
          "idType",
          "idValue",
          "availableDelta",
          "locationSeqId",
          "varianceReasonId",
          "eventId",
          "eventTime");

  private static final int LONGEST = 100;
  private static final long MOST_UNITS = 10_000_000;

  private PosRequestReader() {}

  /** The content of a body. */
  public sealed interface Body {}

  public record One(JsonNode object) implements Body {}

  public record Many(List<JsonNode> objects) implements Body {
    public Many {
      objects = List.copyOf(objects);
    }
  }

  /** A body that is not JSON; the sentence names the position. */
  public record NotJson(String sentence) implements Body {}

  /** The content of one object. */
  public sealed interface Call {}

  /** A movement, and its object reduced to the known fields. */
  public record Understood(ReportedMovement movement, ObjectNode echo) implements Call {}

  /**
   * An object that cannot be used.
   *
   * @param unknownReason true if only its reason is unknown
   * @param field the wrong field; empty when it is not an object
   * @param sentence why
   */
  public record NotUnderstood(boolean unknownReason, Optional<String> field, String sentence)
      implements Call {}

  public static Body body(String body) {
    try {
      JsonNode node = JsonCodec.read(body);
      if (node.isArray()) {
        List<JsonNode> objects = new ArrayList<>();
        node.forEach(objects::add);
        return new Many(objects);
      }
      return new One(node);
    } catch (JsonProcessingException e) {
      // Jackson's own message quotes the body.
      return new NotJson(
          e instanceof StreamConstraintsException
              ? "the body is nested too deeply, or a text or a number in it is too long"
              : "the body is not JSON: wrong at line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
  }

  /**
   * Reads an object.
   *
   * @param otherwise the event id of an object that has none
   */
  public static Call read(JsonNode object, String otherwise, Instant receivedAt) {
    if (!object.isObject()) {
      return new NotUnderstood(false, Optional.empty(), "a JSON object is expected");
    }
    try {
      return new Understood(movement(object, otherwise, receivedAt), echo(object));
    } catch (Wrong e) {
      return e.call;
    }
  }

  private static ReportedMovement movement(JsonNode object, String otherwise, Instant receivedAt) {
    // Missing required fields are reported before invalid values.
    String facility = text(object, "facilityId");
    String idType = text(object, "idType");
    String idValue = textOrNumber(object, "idValue");
    StockQuantity units = units(object);
    String location = text(object, "locationSeqId");
    String reason = text(object, "varianceReasonId");
    ProductIdentifier product = product(idType, idValue);
    Optional<String> eventId =
        given(object, "eventId") ? Optional.of(textOrNumber(object, "eventId")) : Optional.empty();
    Optional<Instant> eventTime = eventTime(object);
    return new ReportedMovement(
        facility,
        product,
        units,
        location,
        reason(reason),
        eventId.orElse(otherwise),
        eventTime,
        receivedAt);
  }

  private static ProductIdentifier product(String idType, String idValue) {
    ProductIdentifier.IdentifierKind kind =
        ProductIdentifier.IdentifierKind.parse(idType)
            .orElseThrow(
                () ->
                    wrong(
                        "idType",
                        "idType '%s' is none of UPCA, SKU and Shopify_Prod_ID".formatted(idType)));
    return switch (kind) {
      case UPCA -> {
        if (CanonicalUpc.parse(idValue) instanceof CanonicalUpc.Valid valid) {
          yield ProductIdentifier.of(valid.upc());
        }
        throw wrong(
            "idValue", "idValue '%s' is not 1 to 18 digits, not all zero".formatted(idValue));
      }
      case SKU -> ProductIdentifier.sku(idValue);
      case SHOPIFY_PROD_ID -> {
        if (idValue.endsWith("/")) {
          throw wrong("idValue", "idValue '%s' is no Shopify id".formatted(idValue));
        }
        yield ProductIdentifier.shopify(idValue);
      }
    };
  }

  private static StockQuantity units(JsonNode object) {
    JsonNode value = required(object, "availableDelta");
    if (!value.isNumber()) {
      throw wrong("availableDelta", "availableDelta is not a number");
    }
    try {
      long units = value.decimalValue().longValueExact();
      if (Math.abs(units) > MOST_UNITS || units == Long.MIN_VALUE) {
        throw wrong(
            "availableDelta", "availableDelta %d is larger than 10,000,000".formatted(units));
      }
      return StockQuantity.of(units);
    } catch (ArithmeticException e) {
      throw wrong("availableDelta", "availableDelta is not a whole number");
    }
  }

  private static VarianceReason reason(String written) {
    return VarianceReason.parse(written)
        .orElseThrow(
            () ->
                new Wrong(
                    new NotUnderstood(
                        true,
                        Optional.of("varianceReasonId"),
                        "varianceReasonId '%s' is none of %s"
                            .formatted(
                                written,
                                Arrays.stream(VarianceReason.values())
                                    .map(VarianceReason::name)
                                    .collect(Collectors.joining(", "))))));
  }

  private static Optional<Instant> eventTime(JsonNode object) {
    if (!given(object, "eventTime")) {
      return Optional.empty();
    }
    String written = text(object, "eventTime");
    try {
      Instant time = OffsetDateTime.parse(written).toInstant();
      if (time.isBefore(Instant.EPOCH)) {
        throw wrong("eventTime", "eventTime '%s' lies before 1970".formatted(written));
      }
      return Optional.of(time);
    } catch (DateTimeParseException e) {
      throw wrong(
          "eventTime", "eventTime '%s' is not an ISO-8601 time with an offset".formatted(written));
    }
  }

  private static boolean given(JsonNode object, String name) {
    return object.hasNonNull(name);
  }

  private static JsonNode required(JsonNode object, String name) {
    if (!given(object, name)) {
      throw wrong(name, name + " is missing");
    }
    return object.get(name);
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = required(object, name);
    if (!value.isTextual()) {
      throw wrong(name, name + " is not a text");
    }
    return checked(name, value.asText());
  }

  // A POS system may send a numeric identifier as a JSON number.
  private static String textOrNumber(JsonNode object, String name) {
    JsonNode value = required(object, name);
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw wrong(name, name + " is not a text");
    }
    return checked(name, value.asText());
  }

  private static String checked(String name, String value) {
    Optional<String> fault = fault(value);
    if (fault.isPresent()) {
      throw wrong(name, name + " " + fault.get());
    }
    return value.strip();
  }

  /** The error of an id, to follow its name in a message; empty when the id is valid. */
  public static Optional<String> fault(String id) {
    if (id.isBlank()) {
      return Optional.of("is empty");
    }
    if (id.strip().length() > LONGEST) {
      return Optional.of("has more than %d characters".formatted(LONGEST));
    }
    return id.strip().chars().anyMatch(Character::isISOControl)
        ? Optional.of("has control characters")
        : Optional.empty();
  }

  private static Wrong wrong(String field, String sentence) {
    return new Wrong(new NotUnderstood(false, Optional.of(field), sentence));
  }

  private static ObjectNode echo(JsonNode object) {
    ObjectNode echo = JsonCodec.MAPPER.createObjectNode();
    object
        .properties()
        .forEach(
            field -> {
              if (FIELDS.contains(field.getKey())) {
                echo.set(field.getKey(), field.getValue());
              }
            });
    return echo;
  }

  private static final class Wrong extends RuntimeException {
    private final transient NotUnderstood call;

    Wrong(NotUnderstood call) {
      super(call.sentence());
      this.call = call;
    }
  }
}
