// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import java.util.Arrays;

/**
 * An index of the last valid row of each key: one bit for each key with a valid row, and the last
 * line of each key that has several. A store takes 8 bytes for each thousand products of the
 * catalog, and 64 bytes for each block of 512 products in which it has a key. For 400,000 keys that
 * is between 1 and 30 MB, at worst one cache line for each key; growing needs half as much again
 * for a moment. Not thread-safe.
 */
final class LastRowIndex {
  private static final int PRODUCTS_OF_A_BLOCK = 9; // as a power of two
  private static final int WORDS_OF_A_BLOCK = 3; // likewise

  private final int blocksOfAStore;

  // By the slot of the store, then by product: the number of the block that holds the bits; 0 for
  // none yet.
  private int[][] blocks = new int[16][];
  private long[] bits = new long[32 << WORDS_OF_A_BLOCK];
  private int used = 1;
  private int size;
  private final Repeated repeated = new Repeated();

  /**
   * Creates an index for a catalog.
   *
   * @param products the number of its slots
   */
  LastRowIndex(int products) {
    this.blocksOfAStore = (products >>> PRODUCTS_OF_A_BLOCK) + 1;
  }

  /** Records a row of a store and a product, by their slots; lines come in ascending order. */
  void note(int store, int product, int line) {
    int word = word(store, product);
    long bit = 1L << product;
    if ((bits[word] & bit) == 0) {
      bits[word] |= bit;
      size++;
    } else {
      repeated.put(key(store, product), line);
    }
  }

  /** Tells whether this recorded line is the last one of its key. */
  boolean isLast(int store, int product, int line) {
    return repeated.size == 0 || repeated.line(key(store, product)) <= line;
  }

  /** The last line of a key with several recorded lines. */
  int lastLine(int store, int product) {
    return repeated.line(key(store, product));
  }

  /** Tells whether a store and a product have a recorded row. */
  boolean has(int store, int product) {
    int[] ofStore = store < blocks.length ? blocks[store] : null;
    int block = ofStore == null ? 0 : ofStore[product >>> PRODUCTS_OF_A_BLOCK];
    int within = (product >>> 6) & ((1 << WORDS_OF_A_BLOCK) - 1);
    return block != 0 && (bits[(block << WORDS_OF_A_BLOCK) + within] & (1L << product)) != 0;
  }

  /** The number of keys. */
  int size() {
    return size;
  }

  private int word(int store, int product) {
    if (store >= blocks.length) {
      blocks = Arrays.copyOf(blocks, Math.max(2 * blocks.length, store + 1));
    }
    int[] ofStore = blocks[store];
    if (ofStore == null) {
      ofStore = new int[blocksOfAStore];
      blocks[store] = ofStore;
    }
    int block = ofStore[product >>> PRODUCTS_OF_A_BLOCK];
    if (block == 0) {
      block = used++;
      ofStore[product >>> PRODUCTS_OF_A_BLOCK] = block;
      if (used << WORDS_OF_A_BLOCK > bits.length) {
        bits = Arrays.copyOf(bits, Math.multiplyExact(bits.length, 2));
      }
    }
    int within = (product >>> 6) & ((1 << WORDS_OF_A_BLOCK) - 1);
    return (block << WORDS_OF_A_BLOCK) + within;
  }

  private static long key(int store, int product) {
    return ((long) store << Integer.SIZE) | product;
  }

  /** The last lines of the keys that have several. Open addressing with linear probing. */
  private static final class Repeated {
    private static final long EMPTY = -1;

    private long[] keys = filled(1 << 8);
    private int[] lines = new int[1 << 8];
    private int size;

    void put(long key, int line) {
      int slot = slot(keys, key);
      lines[slot] = line;
      if (keys[slot] == EMPTY) {
        keys[slot] = key;
        if (++size * 5L > keys.length * 3L) {
          grow();
        }
      }
    }

    /** The last line of a key; 0 for an unknown key. */
    int line(long key) {
      return lines[slot(keys, key)];
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
}
