// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import java.util.List;

/**
 * The writer of CSV records in the form of all our files: LF at the end, quotes only where needed.
 */
public final class CsvLineWriter {
  /** The first characters of a formula, after OWASP's "CSV Injection". */
  private static final String FORMULAS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private CsvLineWriter() {}

  /** A whole record with its line end. */
  public static String of(List<String> fields, char delimiter) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        line.append(delimiter);
      }
      append(line, fields.get(i), delimiter);
    }
    return line.append('\n').toString();
  }

  /**
   * Neutralizes a text from outside for a file that is opened in a spreadsheet: it puts an
   * apostrophe in front of a text that looks like a formula. Never used for a file that is read
   * again.
   */
  public static String escapeFormula(String text) {
    return !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /** A field, quoted when it holds the delimiter, a quote or a line end. */
  public static void append(StringBuilder line, String field, char delimiter) {
    if (field.indexOf(delimiter) < 0
        && field.indexOf('"') < 0
        && field.indexOf('\n') < 0
        && field.indexOf('\r') < 0) {
      line.append(field);
      return;
    }
    line.append('"').append(field.replace("\"", "\"\"")).append('"');
  }
}
