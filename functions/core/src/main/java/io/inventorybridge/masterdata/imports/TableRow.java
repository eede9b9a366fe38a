// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.imports;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A row of a dropped table, its cells found by column name without regard to case. */
public final class TableRow {
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
   * The positions of a table's columns.
   *
   * @throws UnusableTable when a required one is missing
   */
  public static Map<String, Integer> columns(List<String> header, List<String> required) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      columns.putIfAbsent(header.get(i).strip().toLowerCase(Locale.ROOT), i);
    }
    for (String name : required) {
      if (!columns.containsKey(name.toLowerCase(Locale.ROOT))) {
        throw new UnusableTable(
            "the column %s is missing; it has %s".formatted(name, String.join(", ", header)));
      }
    }
    return columns;
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

  /** The cell without surrounding blanks; empty also where the table has no such column. */
  public String text(String column) {
    Integer at = columns.get(column.toLowerCase(Locale.ROOT));
    return at == null ? "" : cells.get(at).strip();
  }

  /** The same text; empty for an empty cell. */
  public Optional<String> optional(String column) {
    return Optional.of(text(column)).filter(text -> !text.isEmpty());
  }

  /** The words of a cell, separated by comma, semicolon or bar; each word once. */
  public List<String> words(String column) {
    String text = text(column);
    if (text.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(text.split("[,;|]"))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  /** Rejects this row. */
  public ImportReject reject(String reason, String message) {
    return new ImportReject(line, cells, reason, message);
  }
}
