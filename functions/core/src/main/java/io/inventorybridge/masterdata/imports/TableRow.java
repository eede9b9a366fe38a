// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.imports;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A row of a dropped table, its cells found by column name without regard to case. Its methods hand
 * out only what can be stored: a longer cell rejects its row. The readers of ids are stricter.
 */
public final class TableRow {
  /** The position of a column whose name stands twice. */
  private static final int TWICE = -1;

  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_LIST = 65_536;
  private static final int LONGEST_MESSAGE = 300;

  private final long line;
  private final List<String> cells;
  private final Map<String, Integer> columns;

  /**
   * @param columns as {@link #columns} gives them
   */
  public TableRow(long line, List<String> cells, Map<String, Integer> columns) {
    this.line = line;
    this.cells = cells;
    this.columns = columns;
  }

  /**
   * The positions of a table's columns. A column whose name stands twice has none; its position is
   * negative.
   *
   * @throws UnusableTable when a required one is missing
   */
  public static Map<String, Integer> columns(List<String> header, List<String> required) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).strip().toLowerCase(Locale.ROOT);
      columns.merge(name, i, (first, second) -> TWICE);
    }
    for (String name : required) {
      if (position(columns, name).isEmpty()) {
        String written = String.join(", ", header);
        throw new UnusableTable(
            "the column %s is missing; it has %s"
                .formatted(
                    name,
                    written.length() > LONGEST_MESSAGE
                        ? written.substring(0, LONGEST_MESSAGE) + "…"
                        : written));
      }
    }
    return columns;
  }

  /**
   * The position of a column; empty when the table does not have it.
   *
   * @throws UnusableTable when its name stands twice, because either one could be meant
   */
  public static OptionalInt position(Map<String, Integer> columns, String column) {
    Integer at = columns.get(column.toLowerCase(Locale.ROOT));
    if (at == null) {
      return OptionalInt.empty();
    }
    if (at == TWICE) {
      throw new UnusableTable(
          "the column %s stands twice in the header; leave the right one and rename the other"
              .formatted(column));
    }
    return OptionalInt.of(at);
  }

  public long line() {
    return line;
  }

  public List<String> cells() {
    return cells;
  }

  /** Tells whether the table has such a column. */
  public boolean has(String column) {
    return columns.containsKey(column.toLowerCase(Locale.ROOT));
  }

  /**
   * The cell without surrounding blanks; empty also where the table has no such column.
   *
   * @throws UnusableCell when it is too long
   */
  public String text(String column) {
    return text(column, LONGEST_TEXT);
  }

  /** The same text; empty for an empty cell. */
  public Optional<String> optional(String column) {
    return Optional.of(text(column)).filter(text -> !text.isEmpty());
  }

  /**
   * The words of a cell, separated by comma, semicolon or bar; each word once.
   *
   * @throws UnusableCell when the cell is too long
   */
  public List<String> words(String column) {
    String text = text(column, LONGEST_LIST);
    if (text.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(text.split("[,;|]"))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  private String text(String column, int longest) {
    OptionalInt at = position(columns, column);
    String text = at.isEmpty() ? "" : cells.get(at.getAsInt()).strip();
    if (text.length() > longest) {
      throw new UnusableCell(
          "TOO_LONG",
          "column %s has %d characters; the most is %d".formatted(column, text.length(), longest));
    }
    return text;
  }

  /** Rejects this row. */
  public ImportReject reject(String reason, String message) {
    return new ImportReject(line, cells, reason, message);
  }
}
