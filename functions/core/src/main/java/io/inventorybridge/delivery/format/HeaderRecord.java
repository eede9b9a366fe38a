// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.support.text.CellText;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The record of a table that names its columns. Before it may stand byte order marks, blank lines,
 * a line {@code sep=;} for Excel, and as many title lines as a setting states.
 *
 * @param text without byte order mark and line end
 * @param line the physical line on which it starts
 * @param nextLine the physical line on which the rows begin
 */
public record HeaderRecord(String text, RowEncoding encoding, long line, long nextLine) {

  /**
   * Reads the record and leaves the stream where the rows begin.
   *
   * @param skippedLines the number of title lines
   * @throws UnreadableDelta when the file is empty or is not text
   * @throws IOException when the stream cannot be read
   */
  public static HeaderRecord read(BufferedInputStream in, int skippedLines) throws IOException {
    Optional<String> otherFormat = FileSignature.detect(in);
    if (otherFormat.isPresent()) {
      throw new UnreadableDelta(HeldReason.NOT_CSV, otherFormat.get());
    }
    return new Reading(in).header(skippedLines);
  }

  /** The sentence for a quoted name that swallows rows. */
  static String notClosed(long line) {
    return "line %d: a quoted column name is opened and not closed on its line".formatted(line);
  }

  /** Takes records from the start of a file. */
  private static final class Reading {
    /** The maximum size of a header in bytes; real ones have some hundred. */
    private static final int LONGEST_HEADER = 1 << 16;

    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** Excel's statement of the delimiter. The header shows it as well. */
    private static final Pattern SEPARATOR_LINE =
        Pattern.compile("\"?sep=.\"?[,;|\t]*", Pattern.CASE_INSENSITIVE);

    private final BufferedInputStream in;
    private long line = 1;

    Reading(BufferedInputStream in) {
      this.in = in;
    }

    HeaderRecord header(int skippedLines) throws IOException {
      skipMarks();
      for (int i = 0; i < skippedLines; i++) {
        skipLine();
      }
      while (true) {
        long start = line;
        Optional<byte[]> record = record();
        if (record.isEmpty()) {
          throw new UnreadableDelta(
              HeldReason.EMPTY,
              "the file is empty; a delivery without changes has a header at least");
        }
        RowEncoding encoding = RowEncoding.of(record.get());
        if (encoding == RowEncoding.BAD) {
          throw new UnreadableDelta(
              HeldReason.NOT_CSV,
              "line %d is neither UTF-8 nor Windows-1252: this is not a CSV file".formatted(start));
        }
        String text = encoding.decode(record.get());
        String bare = CellText.trim(text);
        if (!bare.isEmpty() && !SEPARATOR_LINE.matcher(bare).matches()) {
          return new HeaderRecord(text, encoding, start, line);
        }
      }
    }

    /** The next record without its line end; empty at the end of the file. */
    private Optional<byte[]> record() throws IOException {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      long start = line;
      boolean quoted = false;
      boolean fieldStart = true;
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == 0) {
          throw new UnreadableDelta(
              HeldReason.NOT_CSV,
              "line %d holds a NUL byte: this is not a CSV file in UTF-8 or Windows-1252"
                  .formatted(line));
        }
        boolean lineEnd = b == '\n' || b == '\r';
        if (b == '\r') {
          joinLineFeed();
        }
        line += lineEnd ? 1 : 0;
        if (lineEnd && !quoted) {
          return Optional.of(record.toByteArray());
        }
        quoted = b == '"' ? !quoted && fieldStart : quoted;
        fieldStart = isDelimiter(b);
        record.write(b);
        if (record.size() > LONGEST_HEADER) {
          throw new UnreadableDelta(
              HeldReason.NOT_CSV,
              quoted
                  ? notClosed(start)
                  : "line %d has no end within %d bytes: this is not a CSV file"
                      .formatted(start, LONGEST_HEADER));
        }
      }
      return record.size() == 0 ? Optional.empty() : Optional.of(record.toByteArray());
    }

    private void skipLine() throws IOException {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\r') {
          joinLineFeed();
        }
        if (b == '\n' || b == '\r') {
          line++;
          return;
        }
      }
    }

    private static boolean isDelimiter(int b) {
      return b == ',' || b == '|' || b == ';' || b == '\t';
    }

    private void skipMarks() throws IOException {
      byte[] start;
      do {
        in.mark(UTF_8_MARK.length);
        start = in.readNBytes(UTF_8_MARK.length);
      } while (Arrays.equals(start, UTF_8_MARK));
      in.reset();
    }

    // CRLF is one line end.
    private void joinLineFeed() throws IOException {
      in.mark(1);
      if (in.read() != '\n') {
        in.reset();
      }
    }
  }
}
