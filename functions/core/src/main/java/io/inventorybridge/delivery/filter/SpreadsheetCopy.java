// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.format.CsvLineWriter;
import io.inventorybridge.delivery.format.DeltaHeader;
import io.inventorybridge.delivery.format.FileSignature;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The copy of a rejects file for people who open it in a spreadsheet: with a byte order mark, CRLF,
 * and an apostrophe before each cell that the program would execute or change. The bridge never
 * reads it: its first line is a sentence that names the file to correct, and its column names are
 * not those of a delta. Memory does not depend on the size of the file.
 */
public final class SpreadsheetCopy {
  /** The beginning of the first line of every copy. */
  public static final String MARK = FileSignature.READING_COPY;

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final String DROPPED = "dropped: ";
  // A spreadsheet shows these as they are; it shows longer ones rounded.
  private static final Pattern KEPT_NUMBER = Pattern.compile("0|[1-9][0-9]{0,10}");
  private static final Pattern LIKE_A_NUMBER = Pattern.compile("[.,]?[0-9].*", Pattern.DOTALL);

  private SpreadsheetCopy() {}

  /**
   * Writes the copy.
   *
   * @param rejects a file of {@link RejectFileWriter}; read to its end, not closed
   * @param copy flushed, not closed
   * @param original the key of the rejects file, which people correct instead of the copy
   */
  public static void write(InputStream rejects, OutputStream copy, String original)
      throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(rejects, StandardCharsets.UTF_8));
    BufferedWriter out = new BufferedWriter(new OutputStreamWriter(copy, StandardCharsets.UTF_8));
    out.write(BYTE_ORDER_MARK);
    String header = in.readLine();
    char delimiter = delimiter(header == null ? "" : header);
    // A bar is not a delimiter of any spreadsheet.
    char written = delimiter == '|' ? ',' : delimiter;
    line(out, List.of("%s; correct %s and drop that file".formatted(MARK, original)), written);
    if (header != null) {
      List<String> names = new ArrayList<>();
      for (String name : record(in, header, delimiter)) {
        names.add(DeltaHeader.REJECT_COLUMNS.contains(name) ? name : DROPPED + name);
      }
      line(out, names, written);
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      line(
          out,
          record(in, line, delimiter).stream().map(SpreadsheetCopy::harmless).toList(),
          written);
    }
    out.flush();
  }

  /** A cell that a spreadsheet neither executes nor changes. */
  static String harmless(String cell) {
    String text = CsvLineWriter.escapeFormula(cell);
    return LIKE_A_NUMBER.matcher(text).matches() && !KEPT_NUMBER.matcher(text).matches()
        ? "'" + text
        : text;
  }

  private static void line(BufferedWriter out, List<String> cells, char delimiter)
      throws IOException {
    String line = CsvLineWriter.of(cells, delimiter);
    out.write(line.substring(0, line.length() - 1));
    out.write("\r\n");
  }

  // The writer of rejects ends every header with its own columns.
  private static char delimiter(String header) {
    int own = header.lastIndexOf(DeltaHeader.REJECT_COLUMNS.getFirst());
    return own > 0 ? header.charAt(own - 1) : ',';
  }

  /** The cells of a record that begins with a line, and continues while a quote is open. */
  private static List<String> record(BufferedReader in, String first, char delimiter)
      throws IOException {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (String line = first; line != null; line = in.readLine()) {
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else if (c == '"' && (quoted || cell.isEmpty())) {
          quoted = !quoted;
        } else if (c == delimiter && !quoted) {
          cells.add(cell.toString());
          cell.setLength(0);
        } else {
          cell.append(c);
        }
      }
      if (!quoted) {
        break;
      }
      cell.append('\n');
    }
    cells.add(cell.toString());
    return cells;
  }
}
