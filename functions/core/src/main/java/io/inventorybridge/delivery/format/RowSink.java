// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import io.inventorybridge.delivery.FilterReason;

/** Receives the rows of a delta, in the order of the file. */
public interface RowSink {
  void row(DeltaRow row);

  /**
   * Counts rows that a scanner dropped by itself, without decoding them, because their product is
   * certainly not in the catalog. The first row of each store is always passed to {@link #row}, and
   * so is the first row in Windows-1252: the result names the stores and the encoding of a file.
   */
  void filtered(FilterReason reason, long rows);
}
