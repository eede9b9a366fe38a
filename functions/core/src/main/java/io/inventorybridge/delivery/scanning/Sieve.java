// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import io.inventorybridge.delivery.rows.Reading;

/** Says which records need not be looked at any further, and what it has read of the others. */
interface Sieve {
  /** Lets every record through. */
  Sieve OPEN =
      new Sieve() {
        @Override
        public boolean drops(MarkedBytes bytes, int start, int end, boolean nul) {
          return false;
        }

        @Override
        public Reading reading() {
          return Reading.OPEN;
        }
      };

  /**
   * Judges and, where it is dropped, counts a record.
   *
   * @param end where its line end is, or would be
   * @param nul whether a byte of it is 0
   */
  boolean drops(MarkedBytes bytes, int start, int end, boolean nul);

  /** What it has read of the record that it did not drop just now. */
  Reading reading();
}
