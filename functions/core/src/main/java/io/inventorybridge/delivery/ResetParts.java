// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.io.InputStream;
import java.util.stream.Stream;

/** Reads reset parts. */
public interface ResetParts {
  /**
   * The rows of a part in order, read as they are asked for. Closing the stream closes the part.
   *
   * @param part the content of {@code reset/<delivery>/part-NNNN.csv}
   * @param from how many rows to leave out: the number of those done before
   * @throws DamagedPart here or while reading, when it is not what FilterDelta writes
   */
  Stream<ResetRow> rows(InputStream part, long from);
}
