// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.full;

import io.inventorybridge.delivery.format.CsvLineWriter;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.stock.CanonicalUpc;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Discrepancies as CSV: a header, and a row for each pair; an unknown number is empty. */
final class DiscrepancyCsv {
  private static final char DELIMITER = ',';
  private static final List<String> HEADER =
      List.of(
          "shopifyInventoryItemId",
          "shopifyLocationId",
          "upca",
          "reason",
          "ours",
          "unknownOrders",
          "unknownCancellations",
          "shopifyBefore",
          "shopifyAfter",
          "since",
          "message");

  private DiscrepancyCsv() {}

  static byte[] of(List<PairDiscrepancy> rows) {
    StringBuilder csv = new StringBuilder(CsvLineWriter.of(HEADER, DELIMITER));
    rows.forEach(row -> csv.append(CsvLineWriter.of(fields(row), DELIMITER)));
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> fields(PairDiscrepancy row) {
    return List.of(
        row.pair().item().number(),
        row.pair().location().number(),
        row.product().map(CanonicalUpc::toString).orElse(""),
        row.reason().name(),
        Long.toString(row.ours()),
        Long.toString(row.unknownOrders()),
        Long.toString(row.unknownCancellations()),
        row.before().map(it -> Long.toString(it)).orElse(""),
        row.after().map(it -> Long.toString(it)).orElse(""),
        row.since().map(Instant::toString).orElse(""),
        CsvLineWriter.escapeFormula(row.message()));
  }
}
