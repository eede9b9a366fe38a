// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.JsonFields;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.OrderJsonLine;
import io.inventorybridge.orders.OrderJsonLine.Invalid;
import io.inventorybridge.orders.OrderJsonLine.Parsed;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.orders.OrderVersion.Item;
import io.inventorybridge.orders.OrderVersion.ShopifyItem;
import io.inventorybridge.stock.CanonicalUpc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads an order version from orders.jsonl or an order event. Other fields (names, addresses, any
 * customer data) are not read, so they cannot be stored.
 */
public final class OrderVersionJson {
  /** The most lines of an order. */
  public static final int MOST_LINES = 5_000;

  /** The most units of a line, as in a delta. */
  public static final long MOST_UNITS = 10_000_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final Pattern EXPONENT = Pattern.compile("\\d+([.,]\\d*)?[eE][+-]?\\d+");

  private OrderVersionJson() {}

  public static OrderJsonLine read(String document) {
    try {
      return read(JsonCodec.readInput(document));
    } catch (StreamConstraintsException e) {
      return new Invalid(
          "it has more than %d levels, a number of more than %d digits, or too long a name"
              .formatted(JsonCodec.MOST_LEVELS, JsonCodec.MOST_DIGITS));
    } catch (JsonProcessingException e) {
      // Jackson's own message may quote the document, including a customer's address.
      int mark = document.indexOf(BYTE_ORDER_MARK);
      return new Invalid(
          mark >= 0
              ? "it is not JSON: a byte order mark stands at column %d; remove it"
                  .formatted(mark + 1)
              : "it is not JSON: wrong at column %d".formatted(e.getLocation().getColumnNr()));
    }
  }

  /** Reads a document that was parsed elsewhere, such as the detail of an event. */
  public static OrderJsonLine read(JsonNode document) {
    try {
      if (isDeeper(document, JsonCodec.MOST_LEVELS)) {
        return new Invalid("it has more than %d levels".formatted(JsonCodec.MOST_LEVELS));
      }
      return new Parsed(version(new JsonFields(document, "")));
    } catch (JsonFields.IllegalField e) {
      return new Invalid(e.sentence());
    }
  }

  // The depth of the walk is bounded too, so a deep document cannot exhaust the stack.
  private static boolean isDeeper(JsonNode node, int levels) {
    if (node.isValueNode() || node.isMissingNode()) {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    for (JsonNode child : node) {
      if (isDeeper(child, levels - 1)) {
        return true;
      }
    }
    return false;
  }

  private static OrderVersion version(JsonFields order) {
    JsonNode lines = order.node("items");
    if (!lines.isArray()) {
      throw new JsonFields.IllegalField("items is missing");
    }
    if (lines.size() > MOST_LINES) {
      throw new JsonFields.IllegalField(
          "items has %,d lines, more than %,d".formatted(lines.size(), MOST_LINES));
    }
    List<Item> items = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      Item item = item(new JsonFields(lines.get(i), "items[%d].".formatted(i)));
      if (!seen.add(item.seqId())) {
        throw new JsonFields.IllegalField(
            "items[%d].seqId %s occurs twice".formatted(i, item.seqId()));
      }
      items.add(item);
    }
    return new OrderVersion(
        order.id("orderId"),
        order.optionalId("channel"),
        order.optionalId("shopifyOrderId"),
        order.value("status", OrderStatus::parse),
        order.time("lastUpdated"),
        order.optionalTime("completedAt"),
        order.optionalTime("reportedAt"),
        items);
  }

  private static Item item(JsonFields item) {
    return new Item(
        item.id("seqId"),
        upc(item),
        item.units("quantity", MOST_UNITS),
        item.optionalFacility("facilityId"),
        item.value("status", ItemStatus::parse),
        item.optionalTime("completedAt"),
        item.optionalTime("reportedAt"),
        new ShopifyItem(
            item.optionalId("shopifyInventoryItemId"),
            item.optionalId("shopifyLocationId"),
            item.optionalUnits("takenQuantity", MOST_UNITS),
            item.optionalUnits("restockedQuantity", MOST_UNITS)));
  }

  // An identifier with letters is a gift card or a service, which has no stock. One of digits that
  // is not a UPCA is an error, because its units would be missing without notice.
  private static Optional<CanonicalUpc> upc(JsonFields item) {
    String written = item.text("upca");
    // A spreadsheet marks a number as text by an apostrophe.
    String digits = written.startsWith("'") ? written.substring(1) : written;
    if (CanonicalUpc.parse(digits) instanceof CanonicalUpc.Valid valid) {
      return Optional.of(valid.upc());
    }
    boolean hasDigits = digits.chars().anyMatch(Character::isDigit);
    boolean hasLetters =
        digits.chars().anyMatch(Character::isLetter) && !EXPONENT.matcher(digits).matches();
    if (hasDigits && !hasLetters) {
      throw item.illegal("upca", written, "is not 1 to 18 digits, not all zero");
    }
    return Optional.empty();
  }
}
