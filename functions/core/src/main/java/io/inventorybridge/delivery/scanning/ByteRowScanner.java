// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.format.DeltaHeader;
import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.delivery.format.RowSink;
import io.inventorybridge.delivery.format.ScanState;
import io.inventorybridge.delivery.format.UnreadableDelta;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import java.io.IOException;
import java.io.InputStream;

/**
 * Splits a delta into rows without decoding it, and drops rows of products that are certainly not
 * online. Every delta with a recognized header is read this way: delimiters are one byte, and the
 * structure of a file is ASCII, in UTF-8 and in Windows-1252 alike.
 */
public final class ByteRowScanner implements RowScanner {
  /** Room for one row of some hundred bytes, and cheap to allocate for one row. */
  private static final int FIRST = 1 << 10;

  /** Fits in the cache of a core together with its index. */
  private static final int USUAL = 1 << 16;

  private final int first;
  private final int usual;

  public ByteRowScanner() {
    this(FIRST, USUAL);
  }

  /**
   * @param first the initial size in bytes; it grows for a larger row
   * @param usual the number of bytes to read at a time after the first read
   */
  public ByteRowScanner(int first, int usual) {
    this.first = first;
    this.usual = usual;
  }

  @Override
  public void scan(InputStream rows, char delimiter, long firstLine, RowSink sink)
      throws IOException {
    scan(rows, delimiter, firstLine, RowPrefilter.OPEN, sink);
  }

  @Override
  public void scan(InputStream rows, DeltaHeader header, CatalogIndex catalog, RowSink sink)
      throws IOException {
    CatalogPrefilter sieve = new CatalogPrefilter(header, catalog);
    scan(rows, header.delimiter(), header.nextLine(), sieve, sink);
    sieve.reportFiltered(sink);
  }

  private void scan(
      InputStream rows, char delimiter, long firstLine, RowPrefilter rowPrefilter, RowSink sink)
      throws IOException {
    StructuralIndex bytes = new StructuralIndex(rows, (byte) delimiter, first, usual);
    new RecordSplitter(bytes, (byte) delimiter, firstLine, rowPrefilter, sink).splitAll();
  }

  /** Takes records from the bytes, one by one. */
  private static final class RecordSplitter {
    private final StructuralIndex bytes;
    private final byte delimiter;
    private final RowPrefilter rowPrefilter;
    private final RowSink sink;
    private final ScannedRow row;

    /** The line on which the present record starts. */
    private long line;

    /** The line on which the last record before it starts that is not an empty line. */
    private long previous;

    /** The line ends within its quotes. */
    private int inside;

    /** The line of the quote that is open at the end of the bytes; 0 for none. */
    private long opened;

    private boolean nul;

    /** Text follows a closing quote of the present record. */
    private boolean textAfterQuote;

    RecordSplitter(
        StructuralIndex bytes, byte delimiter, long line, RowPrefilter rowPrefilter, RowSink sink) {
      this.bytes = bytes;
      this.delimiter = delimiter;
      this.line = line;
      this.rowPrefilter = rowPrefilter;
      this.sink = sink;
      this.row = new ScannedRow(bytes);
    }

    void splitAll() throws IOException {
      int rest = bytes.limit();
      while (bytes.more(rest)) {
        rest = records();
        if (rest < bytes.limit() && bytes.ended()) {
          throw unreadable("line %d: a quoted field is opened and never closed", opened);
        }
        if (bytes.limit() - rest > LONGEST_RECORD) {
          throw opened > 0
              ? unreadable(
                  "line %d: a quoted field is opened and not closed within "
                      + LONGEST_RECORD
                      + " bytes",
                  opened)
              : unreadable("line %d: a row is longer than " + LONGEST_RECORD + " bytes", line);
        }
      }
    }

    /** Takes all complete records, and returns the position of the incomplete one. */
    private int records() {
      int limit = bytes.limit();
      int start = StructuralIndex.START;
      while (start < limit) {
        int next = record(start, limit);
        if (next == start) {
          return start;
        }
        start = next;
      }
      return limit;
    }

    /**
     * Takes the record that starts at a position, and returns the position of the next one, or the
     * same position for an incomplete record. It is a method for one record, not for a whole
     * stretch, because compilers optimize long loops last.
     */
    private int record(int start, int limit) {
      byte[] array = bytes.array();
      inside = 0;
      opened = 0;
      nul = false;
      textAfterQuote = false;
      int end = bytes.nextStop(start);
      byte stop = array[end];
      while (stop != '\n' && stop != '\r') {
        if (stop == '"' && (end == start || array[end - 1] == delimiter)) {
          end = closingQuote(end, limit);
        } else if (stop == 0) {
          nul = true;
        }
        end = bytes.nextStop(end + 1);
        stop = array[end];
      }
      // A return as the last byte may be half a line end.
      int certain = stop == '\r' ? end + 1 : end;
      if (opened > 0 || (certain >= limit && !bytes.ended())) {
        return start;
      }
      if (end > start) {
        // Stray quotes may have swallowed rows or fields, so the rules always read such a record.
        if (inside > 0 || textAfterQuote) {
          row.noteQuotes(inside, textAfterQuote);
          sink.row(row.at(line, previous, start, end, nul, ScanState.OPEN));
          row.noteQuotes(0, false);
        } else if (!rowPrefilter.filters(bytes, start, end, nul)) {
          sink.row(row.at(line, previous, start, end, nul, rowPrefilter.scanState()));
        }
        previous = line;
      }
      line += 1 + inside;
      return stop == '\r' && certain < limit && array[certain] == '\n' ? end + 2 : end + 1;
    }

    /** The quote that closes an open quote; without one, the last position before the limit. */
    private int closingQuote(int opening, int limit) {
      byte[] array = bytes.array();
      opened = line + inside;
      int at = bytes.nextStop(opening + 1);
      while (at < limit) {
        switch (array[at]) {
          case '"' -> {
            if (array[at + 1] != '"') {
              opened = 0;
              bytes.unmarkDelimiters(opening, at);
              byte next = array[at + 1];
              textAfterQuote |= next != delimiter && next != '\n' && next != '\r';
              return at;
            }
            at++;
          }
          case '\n' -> inside++;
          case '\r' -> inside += array[at + 1] == '\n' ? 0 : 1;
          case 0 -> nul = true;
          default -> {
            // Other control characters are text.
          }
        }
        at = bytes.nextStop(at + 1);
      }
      return limit - 1;
    }

    private static UnreadableDelta unreadable(String sentence, long line) {
      return new UnreadableDelta(HeldReason.NOT_CSV, sentence.formatted(line));
    }
  }
}
