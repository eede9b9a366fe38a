// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench.peers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** A minimal filter by commons-csv: no rejects, no counts, no duplicates. */
public final class CommonsCsvFilter {
  private static final CSVFormat WITH_HEADER =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private CommonsCsvFilter() {}

  /** Arguments: the delta, the catalog and the file for the kept rows. */
  public static void main(String[] files) throws IOException {
    Set<Long> online = new HashSet<>();
    try (Reader in = Files.newBufferedReader(Path.of(files[1]))) {
      for (CSVRecord row : WITH_HEADER.parse(in)) {
        online.add(Long.valueOf(row.get("upca")));
      }
    }
    HashedFile hashing = new HashedFile(Path.of(files[0]));
    try (Reader in =
            new BufferedReader(new InputStreamReader(hashing.stream(), StandardCharsets.UTF_8));
        BufferedWriter out = Files.newBufferedWriter(Path.of(files[2]));
        CSVPrinter kept = CSVFormat.RFC4180.print(out)) {
      CSVParser rows = WITH_HEADER.parse(in);
      kept.printRecord(rows.getHeaderNames());
      for (CSVRecord row : rows) {
        if (row.size() == 9 && online.contains(number(row.get("UPC")))) {
          kept.printRecord(row);
        }
      }
    }
    System.out.println(hashing.hex());
  }

  private static long number(String upc) {
    if (upc.isEmpty() || upc.length() > 18) {
      return 0;
    }
    for (int i = 0; i < upc.length(); i++) {
      if (upc.charAt(i) < '0' || upc.charAt(i) > '9') {
        return 0;
      }
    }
    return Long.parseLong(upc);
  }
}
