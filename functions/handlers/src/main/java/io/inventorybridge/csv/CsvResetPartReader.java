// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import io.inventorybridge.delivery.DamagedPart;
import io.inventorybridge.delivery.ResetPartReader;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.files.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reset parts as CSV. */
public final class CsvResetPartReader implements ResetPartReader {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  @Override
  public Stream<ResetRow> rows(InputStream part, long from) {
    try {
      CSVParser parser =
          CSVParser.builder()
              .setReader(new InputStreamReader(part, StandardCharsets.UTF_8))
              .setFormat(FORMAT)
              .get();
      Rows rows = new Rows(parser);
      for (long i = 0; i < from && rows.hasNext(); i++) {
        rows.next();
      }
      return StreamSupport.stream(
              Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED | Spliterator.NONNULL),
              false)
          .onClose(() -> close(parser));
    } catch (IOException e) {
      throw new StorageFailure("reading a reset part", e);
    }
  }

  private static void close(CSVParser parser) {
    try {
      parser.close();
    } catch (IOException e) {
      throw new StorageFailure("closing a reset part", e);
    }
  }

  private static final class Rows implements Iterator<ResetRow> {
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;

    /** The line on which the next record starts. */
    private long line;

    private boolean looked;

    Rows(CSVParser parser) {
      this.parser = parser;
      this.records = parser.iterator();
      if (!hasNext()) {
        throw new DamagedPart("the reset part is empty; a header at least is expected");
      }
      List<String> header = Arrays.asList(nextRecord().values());
      if (!header.equals(ResetRow.COLUMNS)) {
        throw new DamagedPart(
            "line 1 is '%s', the header of a reset part is '%s'"
                .formatted(String.join(",", header), String.join(",", ResetRow.COLUMNS)));
      }
    }

    @Override
    public boolean hasNext() {
      try {
        if (!looked) {
          // The parser reads a record on demand; until then it stands at the record's line.
          line = parser.getCurrentLineNumber() + 1;
          looked = true;
        }
        return records.hasNext();
      } catch (UncheckedIOException e) {
        throw new StorageFailure("reading a reset part", e);
      }
    }

    @Override
    public ResetRow next() {
      return row(nextRecord(), line);
    }

    private CSVRecord nextRecord() {
      if (!hasNext()) {
        throw new NoSuchElementException("the reset part has no more rows");
      }
      looked = false;
      return records.next();
    }
  }

  private static ResetRow row(CSVRecord record, long line) {
    if (record.size() != ResetRow.COLUMNS.size()) {
      throw new DamagedPart(
          "line %d has %d fields, a reset part has %d"
              .formatted(line, record.size(), ResetRow.COLUMNS.size()));
    }
    String facility = record.get(0);
    String upca = record.get(2);
    String quantity = record.get(3);
    Optional<String> error = FacilityId.inputError(facility);
    if (error.isPresent()) {
      throw new DamagedPart("line %d, column facilityId %s".formatted(line, error.get()));
    }
    if (!record.get(1).equals(ResetRow.ID_TYPE)) {
      throw new DamagedPart(
          "line %d, column idType: '%s' is not UPCA".formatted(line, record.get(1)));
    }
    if (!(CanonicalUpc.parse(upca) instanceof CanonicalUpc.Valid valid)) {
      throw new DamagedPart("line %d, column idValue: '%s' is not a UPCA".formatted(line, upca));
    }
    try {
      return new ResetRow(
          new StockKey(new FacilityId(facility), valid.upc()),
          upca,
          StockQuantity.of(Long.parseLong(quantity)),
          record.get(4),
          line);
    } catch (NumberFormatException e) {
      throw new DamagedPart(
          "line %d, column availableQty: '%s' is not a whole number".formatted(line, quantity), e);
    }
  }
}
