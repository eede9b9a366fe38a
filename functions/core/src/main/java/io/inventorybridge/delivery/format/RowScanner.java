// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import io.inventorybridge.masterdata.catalog.CatalogIndex;
import java.io.IOException;
import java.io.InputStream;

/**
 * Splits a delta into rows by RFC 4180 with any single-byte delimiter. Lines end with LF, CRLF or
 * CR; the last one may have no line end. An empty line is not a row. Text after a closing quote
 * belongs to the field. Stateless; safe for use by many threads.
 */
public interface RowScanner {
  /**
   * The maximum length of a record in bytes. A delta's records have a hundred or so. Only a quote
   * that is never closed makes one this long, and it must not exhaust the memory.
   */
  int LONGEST_RECORD = 1 << 20;

  /**
   * Passes on all rows of a file.
   *
   * @param rows the bytes after the header, unpacked; not closed here
   * @param delimiter below 128
   * @param firstLine the physical line with which {@code rows} begins
   * @throws UnreadableDelta when a quoted field is never closed or a record is too long; the
   *     sentence names the line on which that starts
   * @throws IOException when {@code rows} cannot be read
   */
  void scan(InputStream rows, char delimiter, long firstLine, RowSink sink) throws IOException;

  /**
   * Passes on the rows of a file that may match a catalog, and counts the others. A scanner that
   * does not examine its rows passes on all of them.
   *
   * @param rows the bytes after the header, unpacked; not closed here
   * @throws UnreadableDelta as above
   * @throws IOException as above
   */
  default void scan(InputStream rows, DeltaHeader header, CatalogIndex catalog, RowSink sink)
      throws IOException {
    scan(rows, header.delimiter(), header.nextLine(), sink);
  }
}
