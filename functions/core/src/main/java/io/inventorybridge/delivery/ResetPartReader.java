// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.io.InputStream;
import java.util.stream.Stream;

/** Reads reset parts. */
public interface ResetPartReader {
  /**
   * Reads the rows of a part in order and lazily. Closing the stream closes the part.
   *
   * @param part the content of {@code reset/<delivery>/part-NNNN.csv}
   * @param from the number of rows to skip, which earlier calls imported
   * @throws DamagedPart here or while reading, when FilterDelta did not write this content
   */
  Stream<ResetRow> rows(InputStream part, long from);
}
