// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import io.inventorybridge.delivery.rows.RowScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A stretch of a file, and a bit for each byte that matters: delimiters, stops (quotes, line ends
 * and other control characters) and bytes above 127. The bits are found eight bytes at a time, with
 * the arithmetic of a {@code long} and without a branch. Not thread-safe.
 *
 * <p>Behind the limit lie line feeds, so that every search finds something; before the start lie 64
 * bytes, so that the eight bytes before any position can be read.
 */
final class MarkedBytes {
  /** The position of the first byte. */
  static final int START = Long.SIZE;

  private static final long ONES = 0x0101010101010101L;
  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
  static final long HIGH_BITS = 0x8080808080808080L;
  // Added to a byte below 128 it reaches the high bit unless the byte is a control character.
  private static final long NO_CONTROL = 0x6060606060606060L;
  private static final long QUOTES = '"' * ONES;
  // Multiplied with a bit each in the lowest places of eight bytes: all eight in the top byte.
  private static final long GATHER = 0x0102040810204080L;

  /** One record, its line end, and a byte that shows that it is too long. */
  private static final int LARGEST = RowScanner.LONGEST_RECORD + 3;

  private final InputStream in;
  private final long delimiter;
  private final int usual;
  private int room;
  private byte[] array;
  private ByteBuffer words;
  private long[] delimiters;
  private long[] stops;
  private long[] highs;
  private int limit = START;
  private boolean ended;

  MarkedBytes(InputStream in, byte delimiter, int first, int usual) {
    this.in = in;
    this.delimiter = delimiter * ONES;
    this.usual = usual;
    this.room = first;
    this.array = new byte[length(first)];
    this.words = words(array);
    this.delimiters = new long[array.length / Long.SIZE];
    this.stops = new long[delimiters.length];
    this.highs = new long[delimiters.length];
  }

  /** The bytes from {@link #START} to the limit; another array after {@link #more}. */
  byte[] array() {
    return array;
  }

  /** The position behind the last byte. */
  int limit() {
    return limit;
  }

  /** Whether the file ends at the limit. */
  boolean ended() {
    return ended;
  }

  /**
   * Reads on, and moves what begins at a position to the start.
   *
   * @return false when nothing is left
   */
  boolean more(int from) throws IOException {
    int kept = limit - from;
    if (ended) {
      return false;
    }
    if (kept == room || (limit == START + room && room < usual)) {
      room = Math.min(2 * room, Math.max(LARGEST, usual));
    }
    byte[] target = array;
    if (target.length < length(room)) {
      target = new byte[length(room)];
      words = words(target);
      delimiters = new long[target.length / Long.SIZE];
      stops = new long[delimiters.length];
      highs = new long[delimiters.length];
    }
    System.arraycopy(array, from, target, START, kept);
    array = target;
    limit = START + kept;
    while (limit < START + room && !ended) {
      int read = in.read(array, limit, START + room - limit);
      ended = read < 0;
      limit += Math.max(read, 0);
    }
    Arrays.fill(array, limit, (limit | (Long.SIZE - 1)) + 1 + Long.SIZE, (byte) '\n');
    mark(limit / Long.SIZE);
    return limit > START;
  }

  /** The eight bytes from a position on, the first one lowest. */
  long word(int position) {
    return words.getLong(position);
  }

  /** The first stop from a position on. */
  int nextStop(int from) {
    int block = from >>> 6;
    long bits = stops[block] & (-1L << from);
    while (bits == 0) {
      bits = stops[++block];
    }
    return (block << 6) + Long.numberOfTrailingZeros(bits);
  }

  /** The first delimiter from a position on; there has to be one. */
  int nextDelimiter(int from) {
    int block = from >>> 6;
    long bits = delimiters[block] & (-1L << from);
    while (bits == 0) {
      bits = delimiters[++block];
    }
    return (block << 6) + Long.numberOfTrailingZeros(bits);
  }

  /** The first byte above 127 from a position on, or the end. */
  int nextHigh(int from, int end) {
    int last = end >>> 6;
    int block = from >>> 6;
    long bits = highs[block] & (-1L << from);
    while (bits == 0 && block < last) {
      bits = highs[++block];
    }
    return bits == 0 ? end : Math.min(end, (block << 6) + Long.numberOfTrailingZeros(bits));
  }

  /** How many delimiters a record has. */
  int countDelimiters(int start, int end) {
    int last = end >>> 6;
    int block = start >>> 6;
    long behind = ~(-1L << end);
    long bits = delimiters[block] & (-1L << start);
    int count = 0;
    while (block < last) {
      count += Long.bitCount(bits);
      bits = delimiters[++block];
    }
    return count + Long.bitCount(bits & behind);
  }

  /** Takes delimiters within quotes for text. */
  void unmarkDelimiters(int from, int to) {
    int last = to >>> 6;
    int block = from >>> 6;
    long kept = ~(-1L << from);
    while (block < last) {
      delimiters[block++] &= kept;
      kept = 0;
    }
    delimiters[block] &= kept | (-1L << to);
  }

  private void mark(int lastBlock) {
    for (int block = 1; block <= lastBlock; block++) {
      long delimiterBits = 0;
      long stopBits = 0;
      long highBits = 0;
      for (int i = 0; i < Long.SIZE; i += Long.BYTES) {
        long word = words.getLong((block << 6) + i);
        long low = word & LOW_BITS;
        long ascii = ~word & HIGH_BITS;
        // The high bit of a byte stays clear only where the byte is the one that is looked for.
        long noDelimiter = (low ^ delimiter) + LOW_BITS;
        long noStop = ((low ^ QUOTES) + LOW_BITS) & (low + NO_CONTROL);
        delimiterBits |= gathered(ascii & ~noDelimiter) << i;
        stopBits |= gathered(ascii & ~noStop & noDelimiter) << i;
        highBits |= gathered(word & HIGH_BITS) << i;
      }
      delimiters[block] = delimiterBits;
      stops[block] = stopBits;
      highs[block] = highBits;
    }
    stops[lastBlock + 1] = -1L;
  }

  private static long gathered(long marks) {
    return ((marks >>> 7) * GATHER) >>> 56;
  }

  private static ByteBuffer words(byte[] array) {
    return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
  }

  // In whole blocks of 64, one before and two behind.
  private static int length(int room) {
    return (room / Long.SIZE + 4) * Long.SIZE;
  }
}
