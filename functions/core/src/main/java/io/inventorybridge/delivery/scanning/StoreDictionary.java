// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import io.inventorybridge.delivery.format.DeltaHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The written forms of the stores in a file so far, byte for byte: all columns that may name the
 * store, and the subsidiary's. Not thread-safe.
 */
final class StoreDictionary {
  /**
   * Further forms are not remembered, and their records are never dropped: the largest chains have
   * fewer stores.
   */
  private static final int MOST = 50_000;

  /** Instead of a number. */
  static final int NONE = Integer.MIN_VALUE;

  /** Longer fields cannot name a store. */
  private static final int LONGEST = 128;

  /** The latest forms of up to 16 bytes, which are most, are found at once. */
  private static final int RECENT_BITS = 10;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  // Adjacent columns are compared as one: the first and the last of each such run.
  private final int[] firsts;
  private final int[] lasts;
  private final long[] recent = new long[2 << RECENT_BITS];
  private final int[] recentNumbers = new int[1 << RECENT_BITS];

  // Open addressing at most half full: 0 is free, else a position in written.
  private int[] table = new int[1 << 9];
  private int size;

  // For each form: its hash, its number, then for each run of columns its length and its bytes in
  // words.
  private long[] written = new long[1 << 11];
  private int end = 1;

  private int[] starts = {};
  private long hash;
  private boolean ascii;

  StoreDictionary(DeltaHeader header) {
    List<Integer> naming = new ArrayList<>(header.stores());
    if (header.subsidiary() != DeltaHeader.ABSENT) {
      naming.add(header.subsidiary());
    }
    List<Integer> from = new ArrayList<>();
    List<Integer> to = new ArrayList<>();
    for (int column : naming.stream().sorted().toList()) {
      if (!to.isEmpty() && to.getLast() + 1 == column) {
        to.set(to.size() - 1, column);
      } else {
        from.add(column);
        to.add(column);
      }
    }
    this.firsts = from.stream().mapToInt(Integer::intValue).toArray();
    this.lasts = to.stream().mapToInt(Integer::intValue).toArray();
  }

  int lastColumn() {
    return Arrays.stream(lasts).max().orElse(0);
  }

  /**
   * The number of the written form that a record has for its store, counted from 0, if an earlier
   * record had it. Otherwise this record must be passed to the rules; the next one with the same
   * form need not be.
   *
   * @param fieldStarts where the fields begin
   * @param utf8 true when the record is UTF-8; bytes above 127 mean other characters in
   *     Windows-1252
   * @return for a new form the complement of its number, {@link #NONE} for one that is not
   *     remembered
   */
  int number(StructuralIndex bytes, int[] fieldStarts, boolean utf8) {
    starts = fieldStarts;
    int length = length(0);
    if (firsts.length > 1 || length > 2 * Long.BYTES || !utf8) {
      return find(bytes, utf8);
    }
    // Records with a NUL are excluded before, so words of different lengths differ.
    int start = starts[firsts[0]];
    long first = word(bytes, start, length);
    long second = length > Long.BYTES ? word(bytes, start + Long.BYTES, length - Long.BYTES) : 0;
    int slot = (int) (((first ^ second * MIX) * MIX) >>> (Long.SIZE - RECENT_BITS));
    if (recent[2 * slot] == first && recent[2 * slot + 1] == second && length > 0) {
      return recentNumbers[slot];
    }
    int number = find(bytes, true);
    if (number != NONE) {
      recent[2 * slot] = first;
      recent[2 * slot + 1] = second;
      recentNumbers[slot] = Math.max(number, ~number);
    }
    return number;
  }

  private int find(StructuralIndex bytes, boolean utf8) {
    if (!hashed(bytes) || !(utf8 || ascii)) {
      return NONE;
    }
    int slot = (int) (hash >>> 40) & (table.length - 1);
    while (table[slot] != 0) {
      int position = table[slot];
      if (written[position] == hash && isWritten(bytes, position + 2)) {
        return (int) written[position + 1];
      }
      slot = (slot + 1) & (table.length - 1);
    }
    if (size == MOST) {
      return NONE;
    }
    remember(bytes, slot);
    return ~(size - 1);
  }

  private int length(int run) {
    return starts[lasts[run] + 1] - 1 - starts[firsts[run]];
  }

  private boolean hashed(StructuralIndex bytes) {
    long mixed = 0;
    long all = 0;
    for (int run = 0; run < firsts.length; run++) {
      int length = length(run);
      if (length > LONGEST) {
        return false;
      }
      mixed = (mixed + length) * MIX;
      for (int i = 0; i < length; i += Long.BYTES) {
        long word = word(bytes, starts[firsts[run]] + i, length - i);
        all |= word;
        mixed = (mixed ^ word) * MIX;
        mixed ^= mixed >>> 32;
      }
    }
    hash = mixed;
    ascii = (all & StructuralIndex.HIGH_BITS) == 0;
    return true;
  }

  private boolean isWritten(StructuralIndex bytes, int position) {
    int at = position;
    for (int run = 0; run < firsts.length; run++) {
      int length = length(run);
      if (written[at++] != length) {
        return false;
      }
      for (int i = 0; i < length; i += Long.BYTES) {
        if (written[at++] != word(bytes, starts[firsts[run]] + i, length - i)) {
          return false;
        }
      }
    }
    return true;
  }

  private void remember(StructuralIndex bytes, int freeSlot) {
    int most = firsts.length * (1 + LONGEST / Long.BYTES) + 2;
    if (end + most > written.length) {
      written = Arrays.copyOf(written, 2 * written.length + most);
    }
    table[freeSlot] = end;
    written[end++] = hash;
    written[end++] = size;
    for (int run = 0; run < firsts.length; run++) {
      int length = length(run);
      written[end++] = length;
      for (int i = 0; i < length; i += Long.BYTES) {
        written[end++] = word(bytes, starts[firsts[run]] + i, length - i);
      }
    }
    size++;
    if (2 * size > table.length) {
      grow();
    }
  }

  private void grow() {
    int[] wider = new int[2 * table.length];
    for (int position : table) {
      if (position != 0) {
        int slot = (int) (written[position] >>> 40) & (wider.length - 1);
        while (wider[slot] != 0) {
          slot = (slot + 1) & (wider.length - 1);
        }
        wider[slot] = position;
      }
    }
    table = wider;
  }

  // Up to eight bytes; those after the fields are 0.
  private static long word(StructuralIndex bytes, int at, int left) {
    long word = bytes.word(at);
    return left >= Long.BYTES ? word : word & ~(-1L << (Byte.SIZE * left));
  }
}
