// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The filter as a query, on one thread. */
public final class DuckDbFilter {
  private DuckDbFilter() {}

  /** Arguments: the delta, the catalog and the file for the kept rows. */
  public static void main(String[] files) throws SQLException, IOException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement query = duckDb.createStatement()) {
      query.execute("SET threads = 1");
      query.execute(
          """
          COPY (
            SELECT * FROM read_csv('%s', all_varchar = true, header = true, delim = ',',
                                   quote = '"', escape = '"', ignore_errors = true)
            WHERE try_cast(UPC AS BIGINT) IN (
              SELECT upca FROM read_csv('%s', header = true, types = {'upca': 'BIGINT'})
            )
          ) TO '%s' (HEADER, DELIMITER ',')
          """
              .formatted(files[0], files[1], files[2]));
    }
    HashedFile hashing = new HashedFile(Path.of(files[0]));
    hashing.drain();
    System.out.println(hashing.hex());
  }
}
