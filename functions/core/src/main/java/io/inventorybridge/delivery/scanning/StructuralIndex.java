// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import io.inventorybridge.delivery.format.RowScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A structural index of a stretch of a file: one bit for each delimiter and each stop (quotes, line
 * ends and other control characters). The bits are found eight bytes at a time, with the arithmetic
 * of a {@code long} and without a branch. Blocks of 64 bytes have running totals, so that a record
 * needs the difference of two totals. Not thread-safe.
 *
 * <p>Line feeds follow the limit, so that every search ends; 64 bytes precede the start, so that
 * the eight bytes before any position can be read.
 */
final class StructuralIndex {
  /** The position of the first byte. */
  static final int START = Long.SIZE;

  private static final long ONES = 0x0101010101010101L;
  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
  static final long HIGH_BITS = 0x8080808080808080L;
  // Added to a byte below 128 it sets the high bit unless the byte is a control character.
  private static final long NO_CONTROL = 0x6060606060606060L;
  private static final long QUOTES = '"' * ONES;
  private static final long LEAD_OF_TWO = 0x1E1E1E1E1E1E1E1EL;
  private static final long ONE_SUSPECT = 1L << Integer.SIZE;

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

  // The totals of all blocks before each block. The low half counts delimiters; the high half
  // counts blocks with bytes above 127 that are not only two-byte letters in UTF-8.
  private long[] sums;

  // The position after the last delimiter that was unmarked; the totals still contain it.
  private int unmarked;
  private int limit = START;
  private boolean ended;

  StructuralIndex(InputStream in, byte delimiter, int first, int usual) {
    this.in = in;
    this.delimiter = delimiter * ONES;
    this.usual = usual;
    this.room = first;
    this.array = new byte[length(first)];
    this.words = words(array);
    this.delimiters = new long[array.length / Long.SIZE];
    this.stops = new long[delimiters.length];
    this.sums = new long[delimiters.length];
  }

  /** The bytes from {@link #START} to the limit; another array after {@link #more}. */
  byte[] array() {
    return array;
  }

  /** The position after the last byte. */
  int limit() {
    return limit;
  }

  /** Tells whether the file ends at the limit. */
  boolean ended() {
    return ended;
  }

  /**
   * Reads more bytes, and moves the bytes from a position on to the start.
   *
   * @return false at the end of the file
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
      sums = new long[delimiters.length];
    }
    System.arraycopy(array, from, target, START, kept);
    array = target;
    limit = START + kept;
    while (limit < START + room && !ended) {
      int read = in.read(array, limit, START + room - limit);
      ended = read < 0;
      limit += Math.max(read, 0);
    }
    unmarked = 0;
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

  /** The first delimiter from a position on; one must exist. */
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
    for (int at = from; at < end; at += Long.BYTES) {
      long high = words.getLong(at) & HIGH_BITS;
      if (high != 0) {
        return Math.min(end, at + Long.numberOfTrailingZeros(high) / Byte.SIZE);
      }
    }
    return end;
  }

  /** The number of delimiters of a record. */
  int countDelimiters(int start, int end) {
    int first = start >>> 6;
    int last = end >>> 6;
    long bits = delimiters[first] & (-1L << start);
    long behind = ~(-1L << end);
    if (first == last) {
      return Long.bitCount(bits & behind);
    }
    int between = start < unmarked ? count(first + 1, last) : (int) (sums[last] - sums[first + 1]);
    return Long.bitCount(bits) + between + Long.bitCount(delimiters[last] & behind);
  }

  private int count(int from, int to) {
    int count = 0;
    for (int block = from; block < to; block++) {
      count += Long.bitCount(delimiters[block]);
    }
    return count;
  }

  /** The delimiters among the 64 bytes from a position on, the first byte lowest. */
  long delimitersFrom(int position) {
    int block = position >>> 6;
    return delimiters[block] >>> position | delimiters[block + 1] << 1 << ~position;
  }

  /** Tells whether a record is certainly UTF-8 without examining its letters. */
  boolean isPlainlyUtf8(int start, int end) {
    return sums[(end >>> 6) + 1] - sums[start >>> 6] < ONE_SUSPECT;
  }

  /** Marks delimiters within quotes as text. */
  void unmarkDelimiters(int from, int to) {
    unmarked = to;
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
    long sum = 0;
    // Records begin at the start, so no sequence is open before it.
    long open = 0;
    for (int block = 1; block <= lastBlock; block++) {
      long noDelimiters = 0;
      long noStops = 0;
      long any = 0;
      for (int i = 0; i < Long.SIZE; i += Long.BYTES) {
        long word = words.getLong((block << 6) + i);
        long low = word & LOW_BITS;
        // The high bit of a byte stays clear only where the byte equals the one searched for.
        long noDelimiter = ((low ^ delimiter) + LOW_BITS) | word;
        long noStop = (((low ^ QUOTES) + LOW_BITS) & (low + NO_CONTROL)) | word;
        noDelimiters = (noDelimiters >>> 1) | (noDelimiter & HIGH_BITS);
        noStops = (noStops >>> 1) | (noStop & HIGH_BITS);
        any |= word;
      }
      long delimiterBits = ~transposed(noDelimiters);
      long stopBits = ~transposed(noStops) & ~delimiterBits;
      delimiters[block] = delimiterBits;
      stops[block] = stopBits;
      sums[block] = sum;
      sum += Long.bitCount(delimiterBits);
      if (((any & HIGH_BITS) | open) != 0) {
        open = letters(block, open);
        sum += open & ONE_SUSPECT;
      }
    }
    delimiters[lastBlock + 1] = 0;
    stops[lastBlock + 1] = -1L;
    sums[lastBlock + 1] = sum;
  }

  /**
   * Checks that all bytes above 127 are two-byte letters in UTF-8.
   *
   * @param open the lowest bit: set when the block before ends within a letter
   * @return the same bit for this block, and {@link #ONE_SUSPECT} when it has other bytes
   */
  private long letters(int block, long open) {
    long others = 0;
    long begun = open & 1;
    for (int i = 0; i < Long.SIZE; i += Long.BYTES) {
      long word = words.getLong((block << 6) + i);
      long high = word & HIGH_BITS;
      long following = high & ~(word << 1);
      // 110x xxxx, and not 1100 000x, which is an overlong form.
      long leading = high & (word << 1) & ~(word << 2) & ((word & LEAD_OF_TWO) + LOW_BITS);
      others |= (high ^ following ^ leading) | (following ^ (leading << Byte.SIZE | begun << 7));
      begun = leading >>> (Long.SIZE - 1);
    }
    return begun | (others == 0 ? 0 : ONE_SUSPECT);
  }

  /** Eight rows of eight bits as columns: bit {@code 8 * i + j} becomes bit {@code 8 * j + i}. */
  private static long transposed(long bits) {
    long moved = (bits ^ bits >>> 7) & 0x00AA00AA00AA00AAL;
    long pairs = bits ^ moved ^ moved << 7;
    moved = (pairs ^ pairs >>> 14) & 0x0000CCCC0000CCCCL;
    long fours = pairs ^ moved ^ moved << 14;
    moved = (fours ^ fours >>> 28) & 0x00000000F0F0F0F0L;
    return fours ^ moved ^ moved << 28;
  }

  private static ByteBuffer words(byte[] array) {
    return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
  }

  // In whole blocks of 64, one before and two after.
  private static int length(int room) {
    return (room / Long.SIZE + 4) * Long.SIZE;
  }
}
