// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.delivery.format.UnreadableDelta;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Arrays;

/**
 * Reads bytes as characters of the same value for a parser. It keeps the bytes of unfinished
 * records, so that a record can be returned as it stands in the file. Not thread-safe.
 */
final class RecordBuffer extends Reader {
  private final InputStream in;
  private final char delimiter;
  private byte[] kept = new byte[1 << 10];

  /** The position in the stream of {@code kept[0]}. */
  private long start;

  private int length;
  private long line;
  private long released;

  /**
   * @param line the line on which the stream begins, for messages
   */
  RecordBuffer(InputStream in, char delimiter, long line) {
    this.in = in;
    this.delimiter = delimiter;
    this.line = line;
  }

  @Override
  public int read(char[] into, int offset, int count) throws IOException {
    if (length - (int) (released - start) > RowScanner.LONGEST_RECORD) {
      throw tooLong();
    }
    makeRoom(count);
    int read = in.read(kept, length, count);
    if (read <= 0) {
      return -1;
    }
    for (int i = 0; i < read; i++) {
      into[offset + i] = (char) (kept[length + i] & 0xff);
    }
    length += read;
    return read;
  }

  /** The end position of the stream, after it was read completely. */
  long end() {
    return start + length;
  }

  /** Drops the bytes before a position; a record begins there, on the given line. */
  void release(long position, long atLine) {
    released = position;
    line = atLine;
  }

  byte[] copy(long from, long to) {
    return Arrays.copyOfRange(kept, (int) (from - start), (int) (to - start));
  }

  byte at(long position) {
    return kept[(int) (position - start)];
  }

  boolean ascii(long from, long to) {
    int end = (int) (to - start);
    boolean ascii = true;
    for (int i = (int) (from - start); i < end; i++) {
      ascii &= kept[i] > 0;
    }
    return ascii;
  }

  @Override
  public void close() {
    // The caller owns the stream.
  }

  private void makeRoom(int count) {
    if (kept.length - length >= count) {
      return;
    }
    int gone = (int) (released - start);
    byte[] room =
        length - gone + count > kept.length / 2
            ? new byte[Math.max(2 * kept.length, length - gone + count)]
            : kept;
    System.arraycopy(kept, gone, room, 0, length - gone);
    kept = room;
    start = released;
    length -= gone;
  }

  /** The error for a record without an end. */
  UnreadableDelta tooLong() {
    Open open = open();
    return new UnreadableDelta(
        HeldReason.NOT_CSV,
        open.quote() > 0
            ? "line %d: a quoted field is opened and not closed within %d bytes"
                .formatted(open.quote(), RowScanner.LONGEST_RECORD)
            : "line %d: a row is longer than %d bytes"
                .formatted(open.record(), RowScanner.LONGEST_RECORD));
  }

  /** The error for a file that ends within quotes. */
  UnreadableDelta neverClosed() {
    Open open = open();
    return new UnreadableDelta(
        HeldReason.NOT_CSV,
        "line %d: a quoted field is opened and never closed"
            .formatted(open.quote() > 0 ? open.quote() : open.record()));
  }

  /**
   * The open record and quote at the end of the bytes read.
   *
   * @param record the line on which the last record starts
   * @param quote the line of the quote that is still open; 0 for none
   */
  private record Open(long record, long quote) {}

  private Open open() {
    long at = line;
    long record = line;
    long opened = 0;
    boolean fieldStarts = true;
    for (int i = (int) (released - start); i < length; i++) {
      byte b = kept[i];
      boolean lineEnd = b == '\n' || (b == '\r' && (i + 1 == length || kept[i + 1] != '\n'));
      if (opened > 0) {
        if (b == '"' && i + 1 < length && kept[i + 1] == '"') {
          i++;
        } else if (b == '"') {
          opened = 0;
        }
        fieldStarts = false;
      } else if (b == '"' && fieldStarts) {
        opened = at;
      } else {
        fieldStarts = b == delimiter || lineEnd;
      }
      if (lineEnd) {
        at++;
        record = opened > 0 ? record : at;
      }
    }
    return new Open(record, opened);
  }
}
