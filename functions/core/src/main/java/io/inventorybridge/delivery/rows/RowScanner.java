// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.rows;

import io.inventorybridge.catalog.CatalogIndex;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a delta into rows: RFC 4180 with any single-byte delimiter, lines ended by LF, CRLF or CR,
 * the last one perhaps by none. A line without any byte is no row. Text after a closing quote
 * belongs to the field. Holds no state; safe for use by many threads.
 */
public interface RowScanner {
  /**
   * The most bytes a record may have. A delta's records have a hundred or so; only a quote that is
   * never closed makes one this long, and it must not take the memory with it.
   */
  int LONGEST_RECORD = 1 << 20;

  /**
   * Hands over all rows of a file.
   *
   * @param rows what follows the header, unpacked; not closed here
   * @param delimiter below 128
   * @param firstLine the physical line with which {@code rows} begins
   * @throws UnreadableDelta when a quoted field is never closed or a record is too long; the
   *     sentence names the line on which that starts
   * @throws IOException when {@code rows} cannot be read
   */
  void scan(InputStream rows, char delimiter, long firstLine, RowSink sink) throws IOException;

  /**
   * Hands over the rows of a file that may concern a catalogue, and counts the others. A scanner
   * that does not look into its rows hands over all of them.
   *
   * @param rows what follows the header, unpacked; not closed here
   * @throws UnreadableDelta as above
   * @throws IOException as above
   */
  default void scan(InputStream rows, DeltaHeader header, CatalogIndex catalog, RowSink sink)
      throws IOException {
    scan(rows, header.delimiter(), header.nextLine(), sink);
  }
}
