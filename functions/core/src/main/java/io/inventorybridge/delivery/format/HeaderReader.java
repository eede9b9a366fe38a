// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.settings.DeliverySettings.Columns;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Reads the first record of a delta. */
public final class HeaderReader {
  /** The maximum size of a header in bytes; real ones have some hundred. */
  private static final int LONGEST_HEADER = 1 << 16;

  private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private HeaderReader() {}

  /**
   * Reads the header and leaves the stream where the rows begin.
   *
   * @throws UnreadableDelta when the file is empty, is not text, or lacks a required column
   * @throws IOException when the stream cannot be read
   */
  public static DeltaHeader read(BufferedInputStream in, Columns configured) throws IOException {
    skipMark(in);
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    long lines = 1;
    boolean quoted = false;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == 0) {
        throw new UnreadableDelta(
            HeldReason.NOT_CSV,
            "line 1 holds a NUL byte: this is not a CSV file in UTF-8 or Windows-1252");
      }
      boolean lineEnd = b == '\n' || b == '\r';
      if (b == '\r') {
        joinLineFeed(in);
      }
      if (lineEnd && !quoted) {
        return header(record.toByteArray(), lines + 1, configured);
      }
      if (lineEnd) {
        lines++;
      }
      if (b == '"') {
        quoted = !quoted;
      }
      record.write(b);
      if (record.size() > LONGEST_HEADER) {
        throw new UnreadableDelta(
            HeldReason.NOT_CSV,
            "line 1 has no end within %d bytes: this is not a CSV file".formatted(LONGEST_HEADER));
      }
    }
    if (record.size() == 0) {
      throw new UnreadableDelta(
          HeldReason.EMPTY, "the file is empty; a delivery without changes has a header at least");
    }
    return header(record.toByteArray(), lines + 1, configured);
  }

  private static DeltaHeader header(byte[] record, long nextLine, Columns configured) {
    RowEncoding text = RowEncoding.of(record);
    if (text == RowEncoding.BAD) {
      throw new UnreadableDelta(
          HeldReason.NOT_CSV, "line 1 is neither UTF-8 nor Windows-1252: this is not a CSV file");
    }
    return DeltaHeader.recognize(
        text.decode(record), text == RowEncoding.WINDOWS_1252, nextLine, configured);
  }

  private static void skipMark(BufferedInputStream in) throws IOException {
    in.mark(UTF_8_MARK.length);
    byte[] start = in.readNBytes(UTF_8_MARK.length);
    if (Arrays.equals(start, UTF_8_MARK)) {
      return;
    }
    in.reset();
    if (start.length >= 2
        && ((start[0] == (byte) 0xff && start[1] == (byte) 0xfe)
            || (start[0] == (byte) 0xfe && start[1] == (byte) 0xff))) {
      throw new UnreadableDelta(
          HeldReason.NOT_CSV, "the file is UTF-16; UTF-8 or Windows-1252 is read");
    }
  }

  // CRLF is one line end.
  private static void joinLineFeed(BufferedInputStream in) throws IOException {
    in.mark(1);
    if (in.read() != '\n') {
      in.reset();
    }
  }
}
