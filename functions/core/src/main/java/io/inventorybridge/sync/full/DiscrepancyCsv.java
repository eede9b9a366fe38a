// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.full;

import io.inventorybridge.delivery.rows.CsvLine;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.reconciling.Discrepancy;
import java.nio.charset.StandardCharsets;
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
          "message");

  private DiscrepancyCsv() {}

  static byte[] of(List<Discrepancy> rows) {
    StringBuilder csv = new StringBuilder(CsvLine.of(HEADER, DELIMITER));
    rows.forEach(row -> csv.append(CsvLine.of(fields(row), DELIMITER)));
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> fields(Discrepancy row) {
    return List.of(
        row.pair().item().number(),
        row.pair().location().number(),
        row.product().map(Upc::toString).orElse(""),
        row.reason().name(),
        Long.toString(row.ours()),
        Long.toString(row.unknownOrders()),
        Long.toString(row.unknownCancellations()),
        row.before().map(it -> Long.toString(it)).orElse(""),
        row.after().map(it -> Long.toString(it)).orElse(""),
        CsvLine.harmless(row.message()));
  }
}
