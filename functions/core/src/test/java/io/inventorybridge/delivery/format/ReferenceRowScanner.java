// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import io.inventorybridge.delivery.HeldReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows by a plain reading of RFC 4180, all in memory: the reference for other scanners. */
public final class ReferenceRowScanner implements RowScanner {
  @Override
  public void scan(InputStream rows, char delimiter, long firstLine, RowSink sink)
      throws IOException {
    byte[] bytes = rows.readAllBytes();
    long line = firstLine;
    long previousLine = 0;
    int at = 0;
    while (at < bytes.length) {
      List<String> fields = new ArrayList<>();
      StringBuilder field = new StringBuilder();
      int from = at;
      long startLine = line;
      long openLine = 0;
      boolean fieldStarts = true;
      boolean ended = false;
      while (!ended) {
        boolean end = at == bytes.length;
        char c = end ? '\n' : (char) (bytes[at] & 0xff);
        boolean lineEnd =
            !end && (c == '\n' || (c == '\r' && (at + 1 == bytes.length || bytes[at + 1] != '\n')));
        if (openLine > 0 && end) {
          throw unreadable("line %d: a quoted field is opened and never closed", openLine);
        }
        if (openLine > 0 && c == '"') {
          if (at + 1 < bytes.length && bytes[at + 1] == '"') {
            field.append('"');
            at++;
          } else {
            openLine = 0;
          }
        } else if (openLine > 0) {
          field.append(c);
        } else if (c == '"' && fieldStarts) {
          openLine = line;
        } else if (c == delimiter) {
          fields.add(field.toString());
          field.setLength(0);
        } else if (c == '\n' || c == '\r') {
          fields.add(field.toString());
          ended = true;
        } else {
          field.append(c);
        }
        fieldStarts = c == delimiter && openLine == 0;
        line += lineEnd ? 1 : 0;
        int to = at;
        at += end ? 0 : 1;
        if (ended) {
          if (c == '\r' && at < bytes.length && bytes[at] == '\n') {
            at++;
            line++;
          }
          if (to > from) {
            byte[] raw = Arrays.copyOfRange(bytes, from, to);
            int lines = new String(raw, StandardCharsets.ISO_8859_1).split("\r\n|\n|\r", -1).length;
            sink.row(
                new Taken(startLine, lines, previousLine, delimiter, List.copyOf(fields), raw));
            previousLine = startLine;
          }
        }
        if (at - from > LONGEST_RECORD + (1 << 16)) {
          throw openLine > 0
              ? unreadable(
                  "line %d: a quoted field is opened and not closed within 1048576 bytes", openLine)
              : unreadable("line %d: a row is longer than 1048576 bytes", startLine);
        }
      }
    }
  }

  private static UnreadableDelta unreadable(String sentence, long line) {
    return new UnreadableDelta(HeldReason.NOT_CSV, sentence.formatted(line));
  }

  /** A row that may be kept. */
  @SuppressWarnings("ArrayRecordComponent")
  record Taken(
      long line, int lines, long previousLine, char delimiter, List<String> values, byte[] raw)
      implements DeltaRow {
    /** By a plain reading of the record, quote by quote. */
    @Override
    public boolean textAfterQuote() {
      return QuoteReading.textFollowsAQuote(
          new String(raw(), StandardCharsets.ISO_8859_1), delimiter);
    }

    @Override
    public int fields() {
      return values.size();
    }

    @Override
    public String field(int index) {
      return values.get(index);
    }

    @Override
    public int length() {
      return raw.length;
    }

    @Override
    public void copyTo(byte[] target, int position) {
      System.arraycopy(raw, 0, target, position, raw.length);
    }

    @Override
    public boolean ascii() {
      for (byte b : raw) {
        if (b <= 0) {
          return false;
        }
      }
      return true;
    }
  }
}
