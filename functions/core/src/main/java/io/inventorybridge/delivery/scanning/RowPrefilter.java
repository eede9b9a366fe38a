// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import io.inventorybridge.delivery.format.ScanState;

/**
 * A prefilter of rows: it decides which records the rules must read, and holds its result for the
 * others.
 */
interface RowPrefilter {
  /** Passes every record. */
  RowPrefilter OPEN =
      new RowPrefilter() {
        @Override
        public boolean filters(StructuralIndex bytes, int start, int end, boolean nul) {
          return false;
        }

        @Override
        public ScanState scanState() {
          return ScanState.OPEN;
        }
      };

  /**
   * Checks a record and counts it if it is dropped.
   *
   * @param end the position of its line end, or of the end of the file
   * @param nul true when one of its bytes is 0
   */
  boolean filters(StructuralIndex bytes, int start, int end, boolean nul);

  /** The result of reading the last record that was not dropped. */
  ScanState scanState();
}
