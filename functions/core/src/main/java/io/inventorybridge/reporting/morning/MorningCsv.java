// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import io.inventorybridge.delivery.format.CsvLineWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The lists as CSV: a header, and one line for each row. */
public final class MorningCsv implements MorningFormat {
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
                CsvLineWriter.escapeFormula(row.key().facility().value()),
                CsvLineWriter.escapeFormula(row.upca()),
                row.retailPro().toString(),
                row.expected().toString(),
                row.difference().toString(),
                row.pos().toString(),
                row.cause().name()));
  }

  @Override
  public void aging(OutputStream to, MorningSummary summary, Rows<AgingUnits> rows)
      throws IOException {
    line(to, "orderId", "seqId", "facilityId", "upca", "units", "completedAt", "days");
    rows.each(
        row ->
            line(
                to,
                CsvLineWriter.escapeFormula(row.orderId()),
                CsvLineWriter.escapeFormula(row.seqId()),
                CsvLineWriter.escapeFormula(row.key().facility().value()),
                CsvLineWriter.escapeFormula(row.upca()),
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
          CsvLineWriter.escapeFormula(row.store().value()),
          CsvLineWriter.escapeFormula(row.name().orElse("")),
          CsvLineWriter.escapeFormula(row.group()),
          row.opened().toString(),
          row.closed().toString(),
          row.latest().map(Instant::toString).orElse(""));
    }
  }

  private static void line(OutputStream to, String... fields) throws IOException {
    to.write(CsvLineWriter.of(List.of(fields), DELIMITER).getBytes(StandardCharsets.UTF_8));
  }
}
