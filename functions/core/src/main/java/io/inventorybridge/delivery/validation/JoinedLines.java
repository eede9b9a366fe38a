// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.validation;

import io.inventorybridge.delivery.format.DeltaHeader;
import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.HeaderText;
import io.inventorybridge.stock.WrittenUpc;
import io.inventorybridge.support.text.WholeNumberText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The physical lines of a record with line ends in quotes. A stray or backslash-escaped quote joins
 * rows in the same way, and the record would take the quantity of another row. The record is
 * suspect if text follows a closing quote, or if one of its lines is a row by itself.
 */
public final class JoinedLines {
  /** One physical line, one character a byte. */
  public record PhysicalLine(long number, String bytes) {}

  private final DeltaHeader header;
  private final String record;
  private final List<PhysicalLine> lines;

  private JoinedLines(DeltaHeader header, String record, List<PhysicalLine> lines) {
    this.header = header;
    this.record = record;
    this.lines = lines;
  }

  public static JoinedLines of(DeltaRow row, DeltaHeader header) {
    String record = new String(row.raw(), StandardCharsets.ISO_8859_1);
    List<PhysicalLine> lines = new ArrayList<>();
    for (String line : record.split("\r\n|\n|\r", -1)) {
      lines.add(new PhysicalLine(row.line() + lines.size(), line));
    }
    return new JoinedLines(header, record, lines);
  }

  /** The lines that are not empty. */
  public List<PhysicalLine> lines() {
    return lines.stream().filter(line -> !line.bytes().isBlank()).toList();
  }

  boolean areSuspect() {
    return isTextAfterClosingQuote() || lines.stream().anyMatch(this::isRow);
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
        atStart = c == header.delimiter() || (c == ' ' && atStart);
      }
    }
    return false;
  }

  private boolean isEndOfField(int from) {
    int at = from;
    while (at < record.length() && record.charAt(at) == ' ') {
      at++;
    }
    return at == record.length() || record.charAt(at) == header.delimiter();
  }

  // Without regard to quotes: one of them is the suspect.
  private boolean isRow(PhysicalLine line) {
    List<String> cells = HeaderText.split(line.bytes().replace("\"", ""), header.delimiter());
    if (cells.size() != header.width()) {
      return false;
    }
    return WrittenUpc.parse(cells.get(header.upc())).form() == WrittenUpc.Form.NUMBER
        || WholeNumberText.parse(
                    cells.get(header.quantity()), header.delimiter(), Optional.empty())
                .form()
            == WholeNumberText.Form.UNITS;
  }
}
