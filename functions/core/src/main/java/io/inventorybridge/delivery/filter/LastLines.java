// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The line of the last valid row of each key, in primitive arrays: about 20 bytes a key; and a bit
 * for each line that another one of its key has followed. Open addressing with linear probing. Not
 * thread-safe.
 */
final class LastLines {
  private static final long EMPTY = -1;

  private long[] keys = filled(1 << 10);
  private int[] lines = new int[1 << 10];
  private int size;
  private final BitSet superseded = new BitSet();

  /** The key of a store and a product, by their slots; neither is negative. */
  static long key(int facility, int product) {
    return ((long) facility << Integer.SIZE) | product;
  }

  /** Notes a row; lines come in ascending order. */
  void note(long key, int line) {
    int slot = slot(keys, key);
    if (keys[slot] == EMPTY) {
      keys[slot] = key;
      size++;
    } else {
      superseded.set(lines[slot]);
    }
    lines[slot] = line;
    if (size * 5L > keys.length * 3L) {
      grow();
    }
  }

  /** Whether no later line of the same key was noted. */
  boolean isLast(int line) {
    return !superseded.get(line);
  }

  /** The last line of a key that was noted. */
  int lastLine(long key) {
    return lines[slot(keys, key)];
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] wider = filled(Math.multiplyExact(keys.length, 2));
    int[] widerLines = new int[wider.length];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != EMPTY) {
        int slot = slot(wider, keys[i]);
        wider[slot] = keys[i];
        widerLines[slot] = lines[i];
      }
    }
    keys = wider;
    lines = widerLines;
  }

  private static int slot(long[] keys, long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int mask = keys.length - 1;
    int slot = (int) (mixed >>> 32) & mask;
    while (keys[slot] != EMPTY && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static long[] filled(int length) {
    long[] keys = new long[length];
    Arrays.fill(keys, EMPTY);
    return keys;
  }
}
