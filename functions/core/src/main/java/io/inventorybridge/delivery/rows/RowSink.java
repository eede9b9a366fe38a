// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.rows;

/** Takes the rows of a delta, in the order of the file. */
public interface RowSink {
  void row(Row row);

  /**
   * Counts rows that a scanner dropped by itself, without decoding them, because the product is
   * certainly none of ours. Of each store the first row has to come by {@link #row} all the same,
   * and the first one in Windows-1252: which stores a file speaks of is part of its meaning, and
   * its encoding is reported.
   */
  void dropped(FilterReason reason, long rows);
}
