// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.morning;

import io.inventorybridge.delivery.rows.CsvLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The lists as CSV: a header, and one line for each row. */
public final class MorningCsv implements MorningDocuments {
  private static final char DELIMITER = ',';

  @Override
  public String extension() {
    return "csv";
  }

  @Override
  public void differences(OutputStream to, MorningSummary summary, Rows<ResetDifference> rows)
      throws IOException {
    line(
        to,
        "facilityId",
        "upca",
        "retailPro",
        "expected",
        "difference",
        "posUnits",
        "probableCause");
    rows.each(
        row ->
            line(
                to,
                CsvLine.harmless(row.key().facility().value()),
                CsvLine.harmless(row.upca()),
                row.retailPro().toString(),
                row.expected().toString(),
                row.difference().toString(),
                row.pos().toString(),
                row.cause().name()));
  }

  @Override
  public void ageing(OutputStream to, MorningSummary summary, Rows<AgedUnits> rows)
      throws IOException {
    line(to, "orderId", "seqId", "facilityId", "upca", "units", "completedAt", "days");
    rows.each(
        row ->
            line(
                to,
                CsvLine.harmless(row.orderId()),
                CsvLine.harmless(row.seqId()),
                CsvLine.harmless(row.key().facility().value()),
                CsvLine.harmless(row.upca()),
                row.units().toString(),
                row.completedAt().toString(),
                Long.toString(row.days())));
  }

  @Override
  public void silentStores(OutputStream to, MorningSummary summary, List<SilentStore> rows)
      throws IOException {
    line(to, "facilityId", "name", "group", "opened", "closed", "latestEvent");
    for (SilentStore row : rows) {
      line(
          to,
          CsvLine.harmless(row.store().value()),
          CsvLine.harmless(row.name().orElse("")),
          CsvLine.harmless(row.group()),
          row.opened().toString(),
          row.closed().toString(),
          row.latest().map(Instant::toString).orElse(""));
    }
  }

  private static void line(OutputStream to, String... fields) throws IOException {
    to.write(CsvLine.of(List.of(fields), DELIMITER).getBytes(StandardCharsets.UTF_8));
  }
}
