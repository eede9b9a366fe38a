// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.imports;

import io.inventorybridge.support.text.CellText;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A row of a dropped table. Its cells are found by column names, which are compared without regard
 * to case, blanks, dashes, underscores and dots. Its methods return only texts that can be stored:
 * a longer cell rejects its row. The readers of ids are stricter.
 */
public final class TableRow {
  /** Instead of the position of a column whose name stands twice. */
  private static final int REPEATED = -1;

  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_LIST = 65_536;

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
   * @param optional columns that the table may lack
   * @throws UnusableTable when a required one is missing, a known one is there twice, or another
   *     one has nearly the name of a known one
   */
  public static Map<String, Integer> columns(
      List<String> header, List<String> required, List<String> optional) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = CellText.headerName(header.get(i));
      columns.put(name, columns.containsKey(name) ? REPEATED : i);
    }
    for (String name : required) {
      if (!columns.containsKey(CellText.headerName(name))) {
        throw new UnusableTable(
            "the column %s is missing; it has %s"
                .formatted(name, CellText.visible(String.join(", ", header))));
      }
      position(columns, name);
    }
    for (String name : optional) {
      refuseNearly(columns, name, required, optional);
      position(columns, name);
    }
    return columns;
  }

  // A misspelled column would be ignored, and its values with it.
  private static void refuseNearly(
      Map<String, Integer> columns, String name, List<String> required, List<String> optional) {
    String known = CellText.headerName(name);
    List<String> all =
        Stream.concat(required.stream(), optional.stream()).map(CellText::headerName).toList();
    if (!columns.containsKey(known)) {
      columns.keySet().stream()
          .filter(found -> !all.contains(found) && CellText.isNearlyHeaderName(found, known))
          .findFirst()
          .ifPresent(
              found -> {
                throw new UnusableTable(
                    "the column '%s' is nearly %s; correct its name"
                        .formatted(CellText.visible(found), name));
              });
    }
  }

  /**
   * The position of a column; empty when the table does not have it.
   *
   * @throws UnusableTable when its name stands twice, because either one could be meant
   */
  public static OptionalInt position(Map<String, Integer> columns, String column) {
    Integer at = columns.get(CellText.headerName(column));
    if (at == null) {
      return OptionalInt.empty();
    }
    if (at == REPEATED) {
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
    return columns.containsKey(CellText.headerName(column));
  }

  /**
   * The cell without surrounding blanks; empty also where the table has no such column.
   *
   * @throws UnusableCell when it is too long
   */
  public String text(String column) {
    return text(column, LONGEST_TEXT);
  }

  /**
   * A cell that holds a code: without what a spreadsheet adds to it.
   *
   * @throws UnusableCell when it is too long
   */
  public String code(String column) {
    return CellText.code(text(column));
  }

  /** The same code; empty for an empty cell. */
  public Optional<String> optionalCode(String column) {
    return Optional.of(code(column)).filter(code -> !code.isEmpty());
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
        .map(CellText::trim)
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  private String text(String column, int longest) {
    OptionalInt at = position(columns, column);
    String text = at.isEmpty() ? "" : CellText.trim(cells.get(at.getAsInt()));
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
