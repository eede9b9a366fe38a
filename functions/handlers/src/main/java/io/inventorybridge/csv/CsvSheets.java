// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import io.inventorybridge.drops.Reject;
import io.inventorybridge.drops.Sheets;
import io.inventorybridge.drops.UnusableSheet;
import io.inventorybridge.files.StorageFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Dropped tables as CSV. Delimiter comma, semicolon, tab or bar, whichever the header has most of;
 * quoting by RFC 4180; CRLF or LF; a byte order mark is passed over. Each row is UTF-8 or, where it
 * is not valid as such, Windows-1252.
 */
public final class CsvSheets implements Sheets {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  // U+FEFF in UTF-8, a byte a character.
  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

  // The most a header may need before its first line ends.
  private static final int LONGEST_HEADER = 64 * 1024;

  @Override
  public void read(InputStream in, Visitor visitor) {
    // Bytes as characters one to one: all that structures a CSV file is ASCII, which neither
    // encoding uses within a letter, and so the letters can be judged row by row.
    BufferedReader bytes =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), 64 * 1024);
    try {
      passOverByteOrderMark(bytes);
      CSVFormat format =
          CSVFormat.RFC4180
              .builder()
              .setDelimiter(delimiter(bytes))
              .setIgnoreEmptyLines(false)
              .setTrailingData(true)
              .get();
      // Not closed: that would close the caller's stream.
      read(CSVParser.builder().setReader(bytes).setFormat(format).get(), visitor);
    } catch (IOException e) {
      throw new StorageFailure("reading a table", e);
    } catch (UncheckedIOException e) {
      throw new StorageFailure("reading a table", e);
    }
  }

  private static void read(CSVParser parser, Visitor visitor) {
    Iterator<CSVRecord> records = parser.iterator();
    long line = 1;
    int width = 0;
    while (hasNext(records, line)) {
      CSVRecord record = records.next();
      List<String> raw = record.toList();
      if (!isBlank(raw)) {
        Decoded decoded = Decoded.of(raw);
        if (width == 0) {
          width = header(decoded, visitor);
        } else if (decoded.bad()) {
          visitor.reject(
              new Reject(
                  line,
                  decoded.cells(),
                  "BAD_ENCODING",
                  "line %d holds NUL or bytes that no letter has".formatted(line)));
        } else if (raw.size() != width) {
          visitor.reject(
              new Reject(
                  line,
                  decoded.cells(),
                  "WRONG_FIELD_COUNT",
                  "line %d has %d fields, and the header has %d"
                      .formatted(line, raw.size(), width)));
        } else {
          visitor.row(line, decoded.cells());
        }
      }
      line = parser.getCurrentLineNumber() + 1;
    }
    if (width == 0) {
      throw new UnusableSheet("it is empty");
    }
  }

  // The iterator reads ahead here: whatever is no table is noticed now.
  private static boolean hasNext(Iterator<CSVRecord> records, long line) {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw new UnusableSheet("line %d: a quote is opened and not closed".formatted(line));
      }
      throw e;
    }
  }

  private static int header(Decoded decoded, Visitor visitor) {
    if (decoded.bad()) {
      throw new UnusableSheet("it is not text in UTF-8 or Windows-1252");
    }
    visitor.header(decoded.cells());
    return decoded.cells().size();
  }

  private static boolean isBlank(List<String> cells) {
    return cells.size() == 1 && cells.getFirst().isBlank();
  }

  private static void passOverByteOrderMark(BufferedReader bytes) throws IOException {
    bytes.mark(BYTE_ORDER_MARK.length());
    for (int i = 0; i < BYTE_ORDER_MARK.length(); i++) {
      if (bytes.read() != BYTE_ORDER_MARK.charAt(i)) {
        bytes.reset();
        return;
      }
    }
  }

  // The delimiter that occurs most in the first line with anything in it, outside of quotes.
  private static char delimiter(BufferedReader bytes) throws IOException {
    bytes.mark(LONGEST_HEADER);
    int[] counts = new int[DELIMITERS.length];
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < LONGEST_HEADER - 1; i++) {
      int c = bytes.read();
      if (c < 0 || (begun && !quoted && (c == '\n' || c == '\r'))) {
        break;
      }
      begun |= c > ' ';
      quoted ^= c == '"';
      for (int d = 0; d < DELIMITERS.length; d++) {
        if (!quoted && c == DELIMITERS[d]) {
          counts[d]++;
        }
      }
    }
    bytes.reset();
    int most = 0;
    for (int d = 1; d < DELIMITERS.length; d++) {
      if (counts[d] > counts[most]) {
        most = d;
      }
    }
    return DELIMITERS[most];
  }

  @Override
  public byte[] write(List<String> header, List<Reject> rejects) {
    StringBuilder text = new StringBuilder();
    List<String> names = new ArrayList<>(header);
    names.addAll(List.of("rejectLine", "rejectReason", "rejectMessage"));
    append(text, names);
    for (Reject reject : rejects) {
      append(text, row(header.size(), reject));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  // By hand, because commons-csv also quotes where no reader needs it.
  private static void append(StringBuilder text, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      text.append(i == 0 ? "" : ",").append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }
    text.append('\n');
  }

  // A row that does not fit the columns stands raw in the first one.
  private static List<String> row(int width, Reject reject) {
    List<String> cells = new ArrayList<>(reject.cells());
    if (cells.size() != width) {
      String raw = String.join(",", cells);
      cells.clear();
      cells.add(raw);
      while (cells.size() < width) {
        cells.add("");
      }
    }
    cells.add(Long.toString(reject.line()));
    cells.add(reject.reason());
    cells.add(reject.message());
    return cells;
  }
}
