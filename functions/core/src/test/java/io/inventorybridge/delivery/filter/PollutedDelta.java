// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A generated delta with one accident at a random place: a character that is added or removed, as
 * spreadsheets, editors, merges and broken exports do. The generator knows the right quantities.
 *
 * @param expected the quantity of each key, as {@code facility/upc}
 * @param tags of each key, a text that only its row contains
 * @param touched the key whose row the accident hit; empty outside rows
 * @param accident for messages
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PollutedDelta(
    byte[] bytes,
    Map<String, Integer> expected,
    Map<String, String> tags,
    List<String> touched,
    boolean quoted,
    String accident) {
  private static final int ONLINE = 12;

  static final CatalogIndex CATALOG =
      CatalogIndex.of(
          java.util.stream.IntStream.range(0, ONLINE)
              .mapToObj(i -> CatalogProduct.of(upc(i), "p" + i))
              .toList());

  static final FacilityDirectory STORES =
      FacilityDirectory.of(
          List.of(
              Facility.of("NY01").withExternalId("1/001"),
              Facility.of("NV01").withExternalId("1/002"),
              Facility.of("NV12").withExternalId("1/012"),
              Facility.of("OT01").withExternalId("2/001"),
              Facility.of("OT02").withExternalId("2/012")));

  // Several of them are the beginning or the end of another one, so that a cut one may be known.
  private static String upc(int i) {
    return switch (i) {
      case 0 -> "2050000100017";
      case 1 -> "205000010001";
      case 2 -> "50000100017";
      case 3 -> "20500001000";
      case 4 -> "100017";
      default -> Long.toString(2_050_000_100_100L + 7L * i);
    };
  }

  private record Row(String key, int quantity, String tag, String text) {}

  static PollutedDelta of(long seed) {
    Random random = new Random(seed);
    char delimiter = ",;|\t".charAt(random.nextInt(4));
    boolean quoteAll = random.nextInt(4) == 0;
    boolean quoteText = quoteAll || random.nextInt(3) == 0;
    String lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(8) / 3 % 3);
    List<String> columns = columns(random);
    String header = line(columns, delimiter, quoteAll, quoteAll);
    List<Row> rows = rows(random, columns, delimiter, quoteAll, quoteText);
    boolean endsWithLine = random.nextInt(5) > 0;
    // In fewer rows the delimiter at their end cannot be told from one within them.
    boolean delimiterAtEnd = random.nextInt(12) == 0 && rows.size() > 2;
    StringBuilder text = new StringBuilder(header);
    List<Integer> ends = new ArrayList<>();
    for (Row row : rows) {
      text.append(lineEnd).append(row.text()).append(delimiterAtEnd ? delimiter : "");
      ends.add(text.length());
    }
    text.append(endsWithLine ? lineEnd : "");
    Map<String, Integer> expected = new LinkedHashMap<>();
    Map<String, String> tags = new LinkedHashMap<>();
    for (Row row : rows) {
      if (!row.key().isEmpty()) {
        expected.put(row.key(), row.quantity());
        tags.put(row.key(), row.tag());
      }
    }
    // A delimiter at the end of every row is an accident by itself; the header stays as it is then.
    int from = delimiterAtEnd ? header.length() + lineEnd.length() : 0;
    return polluted(random, text.toString(), from, header, delimiter, rows, ends, expected, tags);
  }

  private static PollutedDelta polluted(
      Random random,
      String text,
      int from,
      String header,
      char delimiter,
      List<Row> rows,
      List<Integer> ends,
      Map<String, Integer> expected,
      Map<String, String> tags) {
    boolean quoted = text.indexOf('"') >= 0;
    List<String> added =
        List.of(
            String.valueOf(delimiter),
            ";",
            "\"",
            "\"",
            "\n",
            "\r",
            "\r\r\n",
            "\n\n",
            "\uFEFF",
            "\u00A0",
            "\u200B",
            " ",
            header + "\n",
            "\\\"",
            "\"\"");
    String accident;
    String result;
    List<String> touched = new ArrayList<>();
    if (random.nextInt(3) > 0) {
      String what = added.get(random.nextInt(added.size()));
      int at = from + random.nextInt(text.length() - from + 1);
      result = text.substring(0, at) + what + text.substring(at);
      accident = "added %s at %d".formatted(shown(what), at);
      touch(touched, at, rows, ends, false);
      quoted |= what.contains("\"");
    } else if (random.nextInt(8) == 0) {
      result = text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\r\n");
      accident = "every line end is CR CR LF";
    } else {
      List<Integer> places = new ArrayList<>();
      for (int i = from; i < text.length(); i++) {
        if ("\"\r\n".indexOf(text.charAt(i)) >= 0 || text.charAt(i) == delimiter) {
          places.add(i);
        }
      }
      int at = places.get(random.nextInt(places.size()));
      result = text.substring(0, at) + text.substring(at + 1);
      accident = "removed %s at %d".formatted(shown(text.substring(at, at + 1)), at);
      touch(touched, at, rows, ends, "\r\n".indexOf(text.charAt(at)) >= 0);
    }
    byte[] bytes = result.getBytes(UTF_8);
    if (random.nextInt(5) == 0) {
      ByteArrayOutputStream marked = new ByteArrayOutputStream();
      marked.writeBytes(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
      marked.writeBytes(bytes);
      bytes = marked.toByteArray();
    }
    return new PollutedDelta(bytes, expected, tags, touched, quoted, accident);
  }

  // A line end belongs to the row before it and to the row after it.
  private static void touch(
      List<String> touched, int at, List<Row> rows, List<Integer> ends, boolean both) {
    for (int i = 0; i < rows.size(); i++) {
      int start = i == 0 ? Integer.MAX_VALUE : ends.get(i - 1);
      boolean inside = at <= ends.get(i) && at >= (i == 0 ? 0 : start);
      if (inside) {
        touched.add(rows.get(i).key());
        if (both && i + 1 < rows.size()) {
          touched.add(rows.get(i + 1).key());
        }
        if (both && i > 0) {
          touched.add(rows.get(i - 1).key());
        }
        return;
      }
    }
  }

  private static List<String> columns(Random random) {
    List<String> columns =
        new ArrayList<>(List.of("SBS_NO", "STORE_CODE", "UPC", "DESCRIPTION1", "QTY"));
    if (random.nextBoolean()) {
      columns.add("MIN_QTY");
    }
    if (random.nextInt(3) == 0) {
      columns.add("NOTE");
    }
    if (random.nextInt(3) > 0) {
      Collections.shuffle(columns, random);
    }
    return columns;
  }

  private static List<Row> rows(
      Random random, List<String> columns, char delimiter, boolean all, boolean text) {
    List<Row> rows = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    int count = 1 + random.nextInt(12);
    String[][] stores = {
      {"1", "001", "NY01"},
      {"1", "002", "NV01"},
      {"1", "012", "NV12"},
      {"2", "001", "OT01"},
      {"2", "012", "OT02"}
    };
    for (int i = 0; i < count; i++) {
      String[] store = stores[random.nextInt(stores.length)];
      boolean online = random.nextInt(4) > 0;
      int product = random.nextInt(ONLINE);
      String upc = online ? upc(product) : Long.toString(7_000_000_000_000L + i);
      String key = online ? store[2] + "/" + upc : "";
      if (keys.contains(key)) {
        continue;
      }
      if (online) {
        keys.add(key);
      }
      int quantity = random.nextInt(5) == 0 ? -random.nextInt(30) : random.nextInt(2_000);
      String tag = "T" + (char) ('a' + i) + "T";
      List<String> cells = new ArrayList<>();
      for (String column : columns) {
        cells.add(
            switch (column) {
              case "SBS_NO" -> store[0];
              case "STORE_CODE" -> store[1];
              case "UPC" -> upc;
              case "DESCRIPTION1" -> description(random, text, delimiter) + tag;
              case "QTY" -> Integer.toString(quantity);
              case "MIN_QTY" -> Integer.toString(random.nextInt(9));
              default -> random.nextBoolean() ? "" : "note";
            });
      }
      rows.add(new Row(key, quantity, tag, line(cells, delimiter, all, text)));
    }
    return rows;
  }

  private static String description(Random random, boolean quoted, char delimiter) {
    return switch (random.nextInt(quoted ? 6 : 4)) {
      case 0 -> "Boot ";
      case 1 -> "Zapato niño ";
      case 2 -> "Heel 5\" ";
      case 3 -> "";
      case 4 -> "Boot" + delimiter + " brown ";
      default -> "Sandal \"summer\" ";
    };
  }

  private static String line(List<String> cells, char delimiter, boolean all, boolean text) {
    return String.join(
        String.valueOf(delimiter),
        cells.stream()
            .map(
                cell ->
                    all || (text && cell.matches(".*[A-Za-z].*") && !cell.matches("[A-Z_0-9]+"))
                        ? "\"" + cell.replace("\"", "\"\"") + "\""
                        : cell)
            .toList());
  }

  private static String shown(String text) {
    return Arrays.toString(text.chars().mapToObj("%04X"::formatted).toArray());
  }
}
