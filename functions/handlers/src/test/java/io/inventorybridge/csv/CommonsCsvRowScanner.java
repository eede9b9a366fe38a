// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.QuoteReading;
import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.delivery.format.RowSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Splits a delta into rows with commons-csv. It parses the bytes as ISO-8859-1, one character per
 * byte, so that positions are bytes and the encoding can be judged row by row.
 */
public final class CommonsCsvRowScanner implements RowScanner {
  @Override
  public void scan(InputStream rows, char delimiter, long firstLine, RowSink sink)
      throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter)
            .setIgnoreEmptyLines(false)
            .setTrailingData(true)
            .get();
    RecordBuffer window = new RecordBuffer(rows, delimiter, firstLine);
    try (CSVParser parser = CSVParser.builder().setReader(window).setFormat(format).get()) {
      Iterator<CSVRecord> records = parser.iterator();
      ParsedRow row = new ParsedRow(window, delimiter);
      // A record ends where the next one begins, so each is passed on one step later.
      long line = firstLine;
      boolean pending = false;
      while (records.hasNext()) {
        long nextLine = firstLine + parser.getCurrentLineNumber();
        CSVRecord next = records.next();
        if (pending) {
          row.endAt(next.getCharacterPosition());
          row.handTo(sink);
        }
        window.release(next.getCharacterPosition(), line);
        row.begin(next, line);
        pending = true;
        line = nextLine;
      }
      if (pending) {
        row.endAt(window.end());
        row.handTo(sink);
      }
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw window.neverClosed();
      }
      throw e.getCause();
    }
  }

  /** The record last parsed. */
  private static final class ParsedRow implements DeltaRow {
    private final RecordBuffer window;
    private final char delimiter;
    private String[] fields = {};
    private long line;
    private long previous;
    private long from;
    private long to;
    private boolean ascii;

    ParsedRow(RecordBuffer window, char delimiter) {
      this.window = window;
      this.delimiter = delimiter;
    }

    void begin(CSVRecord record, long startingAt) {
      fields = record.values();
      line = startingAt;
      from = record.getCharacterPosition();
    }

    /** Sets the end; the preceding line end is not part of the record. */
    void endAt(long position) {
      to = position;
      if (to > from && window.at(to - 1) == '\n') {
        to--;
      }
      if (to > from && window.at(to - 1) == '\r') {
        to--;
      }
      ascii = window.ascii(from, to);
    }

    void handTo(RowSink sink) {
      if (to > from) {
        sink.row(this);
        previous = line;
      }
    }

    @Override
    public int lines() {
      return new String(window.copy(from, to), StandardCharsets.ISO_8859_1)
          .split("\r\n|\n|\r", -1)
          .length;
    }

    /** By a plain reading of the record, quote by quote. */
    @Override
    public boolean textAfterQuote() {
      return QuoteReading.textFollowsAQuote(
          new String(raw(), StandardCharsets.ISO_8859_1), delimiter);
    }

    @Override
    public long previousLine() {
      return previous;
    }

    @Override
    public long line() {
      return line;
    }

    @Override
    public int fields() {
      return fields.length;
    }

    @Override
    public String field(int index) {
      return fields[index];
    }

    @Override
    public int length() {
      return (int) (to - from);
    }

    @Override
    public void copyTo(byte[] target, int position) {
      System.arraycopy(window.copy(from, to), 0, target, position, length());
    }

    @Override
    public boolean ascii() {
      return ascii;
    }
  }
}
