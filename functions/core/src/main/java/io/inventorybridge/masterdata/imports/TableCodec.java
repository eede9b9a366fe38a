// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.imports;

import java.io.InputStream;
import java.util.List;

/** The codec of dropped tables: it defines the cells of a file, not their meaning. Thread-safe. */
public interface TableCodec {
  /**
   * Reads a whole table; the caller closes the stream.
   *
   * @throws UnusableTable when the file as a whole cannot be read as a table
   */
  void read(InputStream in, Visitor visitor);

  /**
   * The rejected lines as a table: the input's header plus {@code
   * rejectLine,rejectReason,rejectMessage}.
   */
  byte[] write(List<String> header, List<ImportReject> rejects);

  /** Visits a table from top to bottom: the header once, then every line that is not blank. */
  interface Visitor {
    void header(List<String> names);

    /**
     * A line whose cells fit the header.
     *
     * @param line physical line on which it starts; the header is on line 1
     * @param cells as many as the header has, none null
     */
    void row(long line, List<String> cells);

    /**
     * Tells whether the visitor reads the cells of a column; cells of other columns may be passed
     * as empty.
     */
    default boolean readsColumn(int column) {
      return true;
    }

    /**
     * Tells whether cells are a row by themselves. The lines of a record whose quotes join several
     * such rows are rejected.
     */
    boolean isRow(List<String> cells);

    /** A line that cannot be split into cells of this header. */
    void reject(ImportReject reject);
  }
}
