// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.drops;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A row of a dropped table, its cells found by column name without regard to case. */
public final class Row {
  private final long line;
  private final List<String> cells;
  private final Map<String, Integer> columns;

  /**
   * @param columns positions by name in lower case
   */
  Row(long line, List<String> cells, Map<String, Integer> columns) {
    this.line = line;
    this.cells = cells;
    this.columns = columns;
  }

  public long line() {
    return line;
  }

  public List<String> cells() {
    return cells;
  }

  /** Whether the table has such a column. */
  public boolean has(String column) {
    return columns.containsKey(column.toLowerCase(Locale.ROOT));
  }

  /** The cell without surrounding blanks; empty also where the table has no such column. */
  public String text(String column) {
    Integer at = columns.get(column.toLowerCase(Locale.ROOT));
    return at == null ? "" : cells.get(at).strip();
  }

  /** The same, where an empty cell means none. */
  public Optional<String> optional(String column) {
    return Optional.of(text(column)).filter(text -> !text.isEmpty());
  }

  /** A cell with several words, parted by comma, semicolon or bar; each word once. */
  public List<String> words(String column) {
    return Arrays.stream(text(column).split("[,;|]"))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  /** This row, not taken. */
  public Reject reject(String reason, String message) {
    return new Reject(line, cells, reason, message);
  }
}
