// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a drop into lines, with a bound: a longer line is skipped to its end and is not held in
 * memory. A byte order mark at the start of the drop is skipped. Not thread-safe.
 */
final class OrderLineReader {
  /** The most bytes of a line, without its end. */
  static final int MOST_BYTES = 1_048_576;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final int BUFFER = 65_536;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private byte[] line = new byte[BUFFER];
  private int length;
  private boolean begun;

  OrderLineReader(InputStream in) {
    this.in = in;
  }

  /** A line of the drop. */
  sealed interface DropLine {}

  record ReadableLine(String text) implements DropLine {}

  /** A line that cannot be used; the sentence says why. */
  record UnreadableLine(String sentence) implements DropLine {}

  /** The next line; empty at the end of the drop. The end of a line is CR, LF or both. */
  Optional<DropLine> next() throws IOException {
    length = 0;
    long bytes = 0;
    int c = read();
    if (c < 0) {
      return Optional.empty();
    }
    for (; c >= 0 && c != '\n' && c != '\r'; c = read()) {
      bytes++;
      if (bytes <= MOST_BYTES + BYTE_ORDER_MARK.length) {
        append((byte) c);
      }
    }
    if (c == '\r' && peek() == '\n') {
      at++;
    }
    boolean isFirst = !begun;
    begun = true;
    int from = isFirst && beginsWithMark() ? BYTE_ORDER_MARK.length : 0;
    if (bytes - from > MOST_BYTES) {
      return Optional.of(
          new UnreadableLine(
              "it has %,d bytes, more than %,d".formatted(bytes - from, MOST_BYTES)));
    }
    return Optional.of(decode(from));
  }

  private boolean beginsWithMark() {
    return length >= BYTE_ORDER_MARK.length
        && Arrays.equals(
            line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }

  private DropLine decode(int from) {
    ByteBuffer bytes = ByteBuffer.wrap(line, from, length - from);
    try {
      return new ReadableLine(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      // The decoder stops at the first wrong byte.
      return new UnreadableLine(
          "it is not valid UTF-8 at byte %d; write the file in UTF-8"
              .formatted(bytes.position() - from + 1));
    }
  }

  private void append(byte b) {
    if (length == line.length) {
      line = Arrays.copyOf(line, 2 * line.length);
    }
    line[length++] = b;
  }

  private int read() throws IOException {
    int c = peek();
    if (c >= 0) {
      at++;
    }
    return c;
  }

  private int peek() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer, 0, BUFFER));
    }
    return at == end ? -1 : buffer[at] & 0xff;
  }
}
