// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.hostile;

import java.util.List;
import java.util.Random;

/**
 * Generates requests of tills and order lines: valid ones, and valid ones with a hostile change.
 * The seed determines all of them.
 */
final class HostileInputs {
  private static final List<String> HOSTILE_VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e400",
          "0e-99999",
          "9223372036854775808",
          "-9223372036854775808",
          "10000001",
          "1.5",
          "\"\"",
          "\" \"",
          "\"~queue\"",
          "\"A#B\"",
          "\"\\ud800\"",
          "\"\\udc00x\"",
          "\"\\u0000\"",
          "\"a\\u001fb\"",
          "\"\\ufffd\"",
          "\"\uD83D\uDE00\"",
          "\"\\u00a0NY01\\u200b\"",
          "\"../../x\"",
          "\"+999999999-12-31T23:59:59-18:00\"",
          "\"-0001-01-01T00:00:00Z\"",
          "\"2026-11-23T14:00:00.000+0000\"",
          "\"9999-12-31T23:59:59.999999999Z\"",
          "\"1970-01-01T00:00:00Z\"",
          "[]",
          "{}",
          "[[[[1]]]]");

  private static final List<String> UPCS =
      List.of(HostileInstallation.BOOT, HostileInstallation.SANDAL, "7501055300075", "gift1");

  private final Random random;

  HostileInputs(long seed) {
    this.random = new Random(seed);
  }

  /** The body of a till's request: one object, or a list of some. */
  String request() {
    if (random.nextInt(5) > 0) {
      return broken(movement());
    }
    StringBuilder list = new StringBuilder("[");
    int entries = random.nextInt(5);
    for (int n = 0; n < entries; n++) {
      list.append(n == 0 ? "" : ",").append(movement());
    }
    return broken(list.append(']').toString());
  }

  private String movement() {
    StringBuilder fields = new StringBuilder("{");
    field(fields, "facilityId", text(pick("NY01", "1/002", "NOWHERE")));
    field(fields, "idType", text(pick("UPCA", "SKU", "Shopify_Prod_ID")));
    field(fields, "idValue", text(pick(UPCS.toArray(new String[0]))));
    field(fields, "availableDelta", Integer.toString(random.nextInt(7) - 3));
    field(fields, "locationSeqId", text("TLTLTLLL01"));
    field(fields, "varianceReasonId", text(pick("POS_SALE", "VAR_FOUND", "NONE")));
    field(fields, "eventId", text("e" + random.nextInt(200)));
    field(fields, "eventTime", text(time()));
    return fields.append('}').toString();
  }

  /** An order version in one line. */
  String order() {
    StringBuilder items = new StringBuilder("[");
    int lines = random.nextInt(4);
    for (int n = 0; n < lines; n++) {
      StringBuilder item = new StringBuilder("{");
      field(item, "seqId", text(pick("1", "2", "3") + (random.nextInt(9) == 0 ? "" : "-" + n)));
      field(item, "upca", text(pick(UPCS.toArray(new String[0]))));
      field(item, "quantity", Integer.toString(random.nextInt(5)));
      field(item, "facilityId", text(pick("NY01", "NV01", "SF01")));
      field(item, "status", text(pick("COMPLETED", "APPROVED", "CANCELLED")));
      field(item, "completedAt", text(time()));
      if (random.nextBoolean()) {
        field(item, "takenQuantity", Integer.toString(random.nextInt(5)));
        field(item, "shopifyInventoryItemId", text("4810000" + random.nextInt(3)));
      }
      items.append(n == 0 ? "" : ",").append(item).append('}');
    }
    StringBuilder order = new StringBuilder("{");
    field(order, "orderId", text("o" + random.nextInt(60)));
    field(order, "channel", text(pick("SHOPIFY", "STORE")));
    field(order, "shopifyOrderId", text("555000" + random.nextInt(9)));
    field(order, "status", text(pick("APPROVED", "COMPLETED", "CANCELLED")));
    field(order, "lastUpdated", text(time()));
    field(order, "items", items.append(']').toString());
    return broken(order.append('}').toString()).replace('\n', ' ').replace('\r', ' ');
  }

  // Now and then a field is missing, stands twice, or has a hostile value.
  private void field(StringBuilder to, String name, String value) {
    int chance = random.nextInt(60);
    if (chance == 0) {
      return;
    }
    String written =
        chance == 1 ? HOSTILE_VALUES.get(random.nextInt(HOSTILE_VALUES.size())) : value;
    written = chance == 2 ? text("x".repeat(random.nextInt(400))) : written;
    to.append(to.length() > 1 ? "," : "").append(text(name)).append(':').append(written);
    if (chance == 3) {
      to.append(',').append(text(name)).append(':').append(value);
    }
  }

  // Now and then a text is cut off, or has a sign too many.
  private String broken(String json) {
    return switch (random.nextInt(30)) {
      case 0 -> json.substring(0, random.nextInt(json.length() + 1));
      case 1 -> {
        int at = random.nextInt(json.length());
        String sign = pick("\"", "{", "[", "\\", "\u0000", "\uFEFF", "\uFFFD", "9".repeat(200));
        yield json.substring(0, at) + sign + json.substring(at);
      }
      case 2 -> "[".repeat(random.nextInt(3_000)) + json;
      default -> json;
    };
  }

  private String time() {
    return pick(
        "2026-11-23T14:00:00Z",
        "2026-11-23T14:00:0%dZ".formatted(random.nextInt(10)),
        "2026-11-23T14:00:00.000+0000",
        "2026-11-23T08:00:00-06");
  }

  private static String text(String value) {
    return "\"" + value + "\"";
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }
}
