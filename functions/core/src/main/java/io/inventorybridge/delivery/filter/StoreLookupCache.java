// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import java.util.Arrays;

/** A cache of store lookups by the way a file writes its stores. Not thread-safe. */
final class StoreLookupCache {
  /** Not looked up yet, or not a store that holds stock: the rules must judge the row. */
  static final int UNKNOWN = -1;

  private int[] facilities = unknown(256);

  /** The slot of the store for a written form. */
  int facility(int number) {
    return number < facilities.length ? facilities[number] : UNKNOWN;
  }

  /** Records the store that the rules found for a row with this written form. */
  void note(int number, int facility) {
    if (number >= facilities.length) {
      int[] more = unknown(2 * number);
      System.arraycopy(facilities, 0, more, 0, facilities.length);
      facilities = more;
    }
    facilities[number] = facility;
  }

  private static int[] unknown(int length) {
    int[] none = new int[length];
    Arrays.fill(none, UNKNOWN);
    return none;
  }
}
