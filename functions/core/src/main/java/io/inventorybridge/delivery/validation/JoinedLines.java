// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.validation;

import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.HeaderText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The physical lines of a record with line ends in quotes. A stray or backslash-escaped quote joins
 * rows in the same way, and the record would take the quantity of another row. The record is
 * suspect if text follows a closing quote, or if one of its lines is a row by itself.
 */
public final class JoinedLines {
  /** One physical line, one character a byte. */
  public record PhysicalLine(long number, String bytes) {}

  private final char delimiter;
  private final String record;
  private final List<PhysicalLine> lines;

  private JoinedLines(char delimiter, String record, List<PhysicalLine> lines) {
    this.delimiter = delimiter;
    this.record = record;
    this.lines = lines;
  }

  /** The lines of a row; without quotes there is one. */
  public static JoinedLines of(DeltaRow row, char delimiter) {
    String record = new String(row.raw(), StandardCharsets.ISO_8859_1);
    List<PhysicalLine> lines = new ArrayList<>();
    for (String line : record.split("\r\n|\n|\r", -1)) {
      lines.add(new PhysicalLine(row.line() + lines.size(), line));
    }
    return new JoinedLines(delimiter, record, lines);
  }

  /** The lines that are not empty. */
  public List<PhysicalLine> lines() {
    return lines.stream().filter(line -> !line.bytes().isBlank()).toList();
  }

  /**
   * Tells whether the record seems to join rows.
   *
   * @param isRow recognizes a row by its cells, without quotes and each byte as one character
   */
  public boolean areSuspect(Predicate<List<String>> isRow) {
    return isTextAfterClosingQuote()
        || lines.stream()
            .map(line -> HeaderText.split(line.bytes().replace("\"", ""), delimiter))
            .anyMatch(isRow);
  }

  /**
   * Tells whether the quotes of a record on one line hide delimiters in a way that is not certain:
   * text follows a closing quote.
   */
  public static boolean hidesDelimiters(DeltaRow row, char delimiter) {
    if (!row.textAfterQuote()) {
      return false;
    }
    String record = new String(row.raw(), StandardCharsets.ISO_8859_1);
    return HeaderText.split(record.replace("\"", ""), delimiter).size() != row.fields();
  }

  /** The message for a record on one line whose quotes hide delimiters. */
  public static String hidden(long line) {
    return "line %d: text follows a closing quote, and it is not clear where the fields end; correct the quotes"
        .formatted(line);
  }

  /** The message for a line of a suspect record. */
  public static String message(long line) {
    return "line %d: a quoted field that is opened here or above is not closed on its line and would join rows; correct the quotes"
        .formatted(line);
  }

  private boolean isTextAfterClosingQuote() {
    boolean quoted = false;
    boolean atStart = true;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      if (quoted && c == '"') {
        boolean doubled = i + 1 < record.length() && record.charAt(i + 1) == '"';
        if (doubled) {
          i++;
        } else {
          quoted = false;
          atStart = false;
          if (!isEndOfField(i + 1)) {
            return true;
          }
        }
      } else if (!quoted) {
        quoted = c == '"' && atStart;
        atStart = c == delimiter;
      }
    }
    return false;
  }

  private boolean isEndOfField(int from) {
    return from == record.length() || record.charAt(from) == delimiter;
  }
}
