// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

/** Says which records need not be looked at any further. */
interface Sieve {
  /** Lets every record through. */
  Sieve OPEN =
      new Sieve() {
        @Override
        public boolean drops(MarkedBytes bytes, int start, int end, boolean nul) {
          return false;
        }
      };

  /**
   * Judges and, where it is dropped, counts a record.
   *
   * @param end where its line end is, or would be
   * @param nul whether a byte of it is 0
   */
  boolean drops(MarkedBytes bytes, int start, int end, boolean nul);
}
