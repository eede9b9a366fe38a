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
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/**
 * Dropped tables as CSV. Delimiter comma, semicolon, tab or bar, whichever the header has most of;
 * quoting by RFC 4180; CRLF or LF; a byte order mark is passed over. Each row is UTF-8 or, where it
 * is not valid as such, Windows-1252.
 */
public final class CsvSheets implements Sheets {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  // The most a header may need before its first line ends.
  private static final int LONGEST_HEADER = 64 * 1024;

  @Override
  public void read(InputStream in, Visitor visitor) {
    // Bytes as characters one to one: all that structures a CSV file is ASCII, which neither
    // encoding uses within a letter, and so the letters can be judged row by row.
    BufferedReader bytes =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), 64 * 1024);
    try {
      CSVFormat format =
          CSVFormat.RFC4180
              .builder()
              .setDelimiter(delimiter(bytes))
              .setIgnoreEmptyLines(false)
              .setTrailingData(true)
              .get();
      try (CSVParser parser = CSVParser.builder().setReader(bytes).setFormat(format).get()) {
        read(parser, visitor);
      }
    } catch (IOException e) {
      throw failure(e);
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw cause == null ? e : failure(cause);
    }
  }

  private static RuntimeException failure(IOException e) {
    return e instanceof CSVException
        ? new UnusableSheet("it is not a table: " + e.getMessage())
        : new StorageFailure("reading a table", e);
  }

  private static void read(CSVParser parser, Visitor visitor) {
    Iterator<CSVRecord> records = parser.iterator();
    long line = 1;
    int width = 0;
    while (records.hasNext()) {
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

  private static int header(Decoded decoded, Visitor visitor) {
    List<String> names = new ArrayList<>(decoded.cells());
    if (names.getFirst().startsWith(BYTE_ORDER_MARK)) {
      names.set(0, names.getFirst().substring(1));
    }
    if (decoded.bad()) {
      throw new UnusableSheet("it is not text in UTF-8 or Windows-1252");
    }
    visitor.header(List.copyOf(names));
    return names.size();
  }

  private static boolean isBlank(List<String> cells) {
    return cells.size() == 1 && cells.getFirst().isBlank();
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
    CSVFormat format =
        CSVFormat.RFC4180.builder().setRecordSeparator('\n').setQuoteMode(QuoteMode.MINIMAL).get();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      List<String> names = new ArrayList<>(header);
      names.addAll(List.of("rejectLine", "rejectReason", "rejectMessage"));
      printer.printRecord(names);
      for (Reject reject : rejects) {
        printer.printRecord(row(header.size(), reject));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
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
