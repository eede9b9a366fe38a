// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settlement;

import java.io.InputStream;
import java.util.List;

/** Writes and reads variance files. */
public interface VarianceParts {
  /** The file's content: a header, and a row a key in the given order. */
  byte[] write(List<VarianceRow> rows);

  /**
   * All rows of a file.
   *
   * @throws io.inventorybridge.delivery.DamagedPart when it is not what {@link #write} gives
   */
  List<VarianceRow> read(InputStream file);
}
