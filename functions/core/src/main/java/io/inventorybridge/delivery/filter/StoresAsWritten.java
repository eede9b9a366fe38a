// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import java.util.Arrays;

/** What the ways in which a file writes its stores have come to. Not thread-safe. */
final class StoresAsWritten {
  /** Nothing yet, or no store that holds stock: the rules have to look. */
  static final int UNKNOWN = -1;

  private int[] facilities = unknown(256);

  /** The slot of the store that a way to write it stands for. */
  int facility(int number) {
    return number < facilities.length ? facilities[number] : UNKNOWN;
  }

  /** Notes what the rules made of a row written so. */
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
