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
import io.inventorybridge.stock.IdentifierText;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.text.CellText;
import io.inventorybridge.support.text.TimeText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

  private static final InvalidJson NOT_UTF_8 =
      new InvalidJson("the body is not valid UTF-8; send JSON in UTF-8");
  private static final int LONGEST = 100;
  private static final long MOST_UNITS = 10_000_000;

  private PosRequestReader() {}

  /** The content of a body. */
  public sealed interface RequestBody {}

  public record SingleObject(JsonNode object) implements RequestBody {}

  public record ObjectArray(List<JsonNode> objects) implements RequestBody {
    public ObjectArray {
      objects = List.copyOf(objects);
    }
  }

  /** A body that is not JSON; the sentence names the position. */
  public record InvalidJson(String sentence) implements RequestBody {}

  /** The content of one object. */
  public sealed interface ParsedObject {}

  /** A movement, and its object reduced to the known fields. */
  public record ValidMovement(ReportedMovement movement, ObjectNode echo) implements ParsedObject {}

  /**
   * An object that cannot be used.
   *
   * @param unknownReason true if only its reason is unknown
   * @param field the wrong field; empty when it is not an object
   * @param sentence why
   */
  public record InvalidObject(boolean unknownReason, Optional<String> field, String sentence)
      implements ParsedObject {}

  /** Reads a body as bytes, which have to be UTF-8: replaced bytes could make two ids one. */
  public static RequestBody readBody(byte[] body) {
    try {
      return readBody(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      return NOT_UTF_8;
    }
  }

  /** Reads a body as text; U+FFFD tells that the gateway replaced bytes that were not UTF-8. */
  public static RequestBody readBody(String body) {
    if (body.indexOf('\uFFFD') >= 0) {
      return NOT_UTF_8;
    }
    try {
      JsonNode node = JsonCodec.readInput(body);
      if (node.isArray()) {
        List<JsonNode> objects = new ArrayList<>();
        node.forEach(objects::add);
        return new ObjectArray(objects);
      }
      return new SingleObject(node);
    } catch (JsonProcessingException e) {
      // Jackson's own message quotes the body.
      return new InvalidJson(
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
  public static ParsedObject read(JsonNode object, String otherwise, Instant receivedAt) {
    if (!object.isObject()) {
      return new InvalidObject(false, Optional.empty(), "a JSON object is expected");
    }
    try {
      return new ValidMovement(movement(object, otherwise, receivedAt), echo(object));
    } catch (InvalidField e) {
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
        isPresent(object, "eventId")
            ? Optional.of(textOrNumber(object, "eventId"))
            : Optional.empty();
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
                    invalid(
                        "idType",
                        "idType '%s' is none of UPCA, SKU and Shopify_Prod_ID".formatted(idType)));
    return switch (kind) {
      case UPCA -> {
        if (CanonicalUpc.parse(idValue) instanceof CanonicalUpc.Valid valid) {
          yield ProductIdentifier.of(valid.upc());
        }
        throw invalid(
            "idValue", "idValue '%s' is not 1 to 18 digits, not all zero".formatted(idValue));
      }
      case SKU -> ProductIdentifier.sku(idValue);
      case SHOPIFY_PROD_ID -> {
        if (idValue.endsWith("/")) {
          throw invalid("idValue", "idValue '%s' is no Shopify id".formatted(idValue));
        }
        yield ProductIdentifier.shopify(idValue);
      }
    };
  }

  private static StockQuantity units(JsonNode object) {
    JsonNode value = required(object, "availableDelta");
    if (!value.isNumber()) {
      throw invalid("availableDelta", "availableDelta is not a number");
    }
    try {
      long units = value.decimalValue().longValueExact();
      if (Math.abs(units) > MOST_UNITS || units == Long.MIN_VALUE) {
        throw invalid(
            "availableDelta", "availableDelta %d is larger than 10,000,000".formatted(units));
      }
      return StockQuantity.of(units);
    } catch (ArithmeticException e) {
      throw invalid("availableDelta", "availableDelta is not a whole number");
    }
  }

  private static VarianceReason reason(String written) {
    return VarianceReason.parse(written)
        .orElseThrow(
            () ->
                new InvalidField(
                    new InvalidObject(
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
    if (!isPresent(object, "eventTime")) {
      return Optional.empty();
    }
    String written = text(object, "eventTime");
    Optional<Instant> time = TimeText.read(written);
    if (time.isEmpty()) {
      throw invalid("eventTime", "eventTime " + TimeText.error(written));
    }
    return time;
  }

  private static boolean isPresent(JsonNode object, String name) {
    return object.hasNonNull(name);
  }

  private static JsonNode required(JsonNode object, String name) {
    if (!isPresent(object, name)) {
      throw invalid(name, name + " is missing");
    }
    return object.get(name);
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = required(object, name);
    if (!value.isTextual()) {
      throw invalid(name, name + " is not a text");
    }
    return checked(name, value.asText());
  }

  // A POS system may send a numeric identifier as a JSON number.
  private static String textOrNumber(JsonNode object, String name) {
    JsonNode value = required(object, name);
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw invalid(name, name + " is not a text");
    }
    return checked(name, value.asText());
  }

  private static String checked(String name, String value) {
    Optional<String> fault = idError(value);
    if (fault.isPresent()) {
      throw invalid(name, name + " " + fault.get());
    }
    return CellText.trim(value);
  }

  /** The error of an id, to follow its name in a message; empty when the id is valid. */
  public static Optional<String> idError(String id) {
    return IdentifierText.error(CellText.trim(id), LONGEST);
  }

  private static InvalidField invalid(String field, String sentence) {
    return new InvalidField(new InvalidObject(false, Optional.of(field), sentence));
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

  private static final class InvalidField extends RuntimeException {
    private final transient InvalidObject call;

    InvalidField(InvalidObject call) {
      super(call.sentence());
      this.call = call;
    }
  }
}
