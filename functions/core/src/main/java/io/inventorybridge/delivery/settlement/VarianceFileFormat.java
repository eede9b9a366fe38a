// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import java.io.InputStream;
import java.util.List;

/** Writes and reads variance files. */
public interface VarianceFileFormat {
  /** Gives the content of a file: a header, and one row for each key in the given order. */
  byte[] write(List<VarianceRow> rows);

  /**
   * Reads all rows of a file.
   *
   * @throws io.inventorybridge.delivery.DamagedPart when the file was not written by {@link #write}
   */
  List<VarianceRow> read(InputStream file);
}
