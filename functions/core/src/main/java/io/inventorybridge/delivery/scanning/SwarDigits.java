// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

/** Reads decimal digits eight at a time. */
final class SwarDigits {
  /** The factor of digits that stand before eight others. */
  static final long AFTER_EIGHT = 100_000_000L;

  private static final long ZEROS = 0x3030303030303030L;
  private static final long HIGH_HALVES = 0xF0F0F0F0F0F0F0F0L;
  private static final long TO_NINE = 0x0606060606060606L;
  private static final long PAIRS = 0x00FF00FF00FF00FFL;
  private static final long FOURS = 0x0000FFFF0000FFFFL;

  private SwarDigits() {}

  /**
   * The number written in the last characters of eight; -1 when one of them is not a digit.
   *
   * @param word the first character lowest
   * @param count from 1 to 8
   */
  static long ofEight(long word, int count) {
    long counted = -1L << (Long.SIZE - Byte.SIZE * count);
    long text = (word & counted) | (ZEROS & ~counted);
    // Both conditions hold only for 0x30 to 0x39; a carry comes from a byte that fails the first
    // one.
    if ((text & HIGH_HALVES) != ZEROS || ((text + TO_NINE) & HIGH_HALVES) != ZEROS) {
      return -1;
    }
    long ones = text - ZEROS;
    long pairs = (ones * 10 + (ones >>> 8)) & PAIRS;
    long fours = (pairs * 100 + (pairs >>> 16)) & FOURS;
    return (fours * 10_000 + (fours >>> 32)) & 0xFFFFFFFFL;
  }
}
