// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import io.inventorybridge.delivery.DamagedPart;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.delivery.settlement.VarianceFileFormat;
import io.inventorybridge.delivery.settlement.VarianceRow;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.files.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** Variance files in HotWax's format: UTF-8, LF, a header, differences with one decimal. */
public final class CsvVarianceFileFormat implements VarianceFileFormat {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader(VarianceRow.COLUMNS.toArray(String[]::new))
          .setRecordSeparator('\n')
          .get();

  @Override
  public byte[] write(List<VarianceRow> rows) {
    StringWriter file = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(file, FORMAT)) {
      for (VarianceRow row : rows) {
        printer.printRecord(
            row.key().facility(),
            ResetRow.ID_TYPE,
            row.upca(),
            new BigDecimal(row.delta().units()).setScale(1),
            row.locationSeqId(),
            VarianceRow.REASON,
            VarianceRow.COMMENT);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter does not fail", e);
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<VarianceRow> read(InputStream file) {
    List<VarianceRow> rows = new ArrayList<>();
    try (CSVParser parser =
        CSVParser.builder()
            .setReader(new InputStreamReader(file, StandardCharsets.UTF_8))
            .setFormat(FORMAT.builder().setSkipHeaderRecord(true).get())
            .get()) {
      for (CSVRecord record : parser) {
        rows.add(row(record, rows.size() + 2L));
      }
    } catch (IOException | UncheckedIOException e) {
      throw new StorageFailure("reading a variance file", e);
    }
    return rows;
  }

  private static VarianceRow row(CSVRecord record, long line) {
    try {
      String upca = record.get("idValue");
      return new VarianceRow(
          new StockKey(new FacilityId(record.get("facilityId")), CanonicalUpc.of(upca)),
          upca,
          StockQuantity.of(new BigDecimal(record.get("availableDelta")).longValueExact()),
          record.get("locationSeqId"),
          line);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new DamagedPart(
          "line %d of a variance file is not as it was written: %s".formatted(line, e.getMessage()),
          e);
    }
  }
}
