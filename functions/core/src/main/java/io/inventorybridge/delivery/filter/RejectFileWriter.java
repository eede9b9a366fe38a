// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.format.CsvLineWriter;
import io.inventorybridge.delivery.format.DeltaHeader;
import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.RowEncoding;
import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.delivery.format.RowSink;
import io.inventorybridge.delivery.validation.RowVerdict.Rejected;
import io.inventorybridge.support.files.StorageFailure;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The rejected rows in their original form, followed by line, reason and message. The file keeps
 * the delimiter of the input, so that a quantity such as {@code 5,0} stays one field and the file
 * can be dropped again unchanged. Its size is bounded by the input: the rows, and some hundred
 * bytes for each row.
 */
final class RejectFileWriter implements AutoCloseable {
  private final Path file;
  private final DeltaHeader header;
  private final RowScanner scanner;
  private final BufferedWriter out;
  private final List<Integer> columns;

  RejectFileWriter(Path file, DeltaHeader header, RowScanner scanner) {
    this.file = file;
    this.header = header;
    this.scanner = scanner;
    this.columns = new ArrayList<>();
    for (int i = 0; i < header.names().size(); i++) {
      if (!header.rejectColumns().contains(i)) {
        columns.add(i);
      }
    }
    try {
      this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      List<String> names = new ArrayList<>(columns.stream().map(header.names()::get).toList());
      names.addAll(DeltaHeader.REJECT_COLUMNS);
      out.write(CsvLineWriter.of(names, header.delimiter()));
    } catch (IOException e) {
      throw new StorageFailure("writing " + file, e);
    }
  }

  /** A valid row that a later row of the same store and product has superseded. */
  void superseded(int line, int by, byte[] raw) throws IOException {
    write(
        line,
        new Rejected(
            RejectReason.DUPLICATE_KEY,
            "line %d: line %d states the same store and product again, and the last one counts"
                .formatted(line, by)),
        raw);
  }

  void write(int line, Rejected verdict, byte[] raw) throws IOException {
    List<String> fields =
        verdict.reason() == RejectReason.WRONG_FIELD_COUNT
                || verdict.reason() == RejectReason.BROKEN_QUOTES
            ? asOneField(raw)
            : columnsOf(raw);
    List<String> record = new ArrayList<>(fields);
    record.add(Integer.toString(line));
    record.add(verdict.reason().name());
    record.add(verdict.message());
    out.write(CsvLineWriter.of(record, header.delimiter()));
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new StorageFailure("writing " + file, e);
    }
  }

  // Puts a row that cannot be split into columns raw into the first column.
  private List<String> asOneField(byte[] raw) {
    List<String> fields = new ArrayList<>(Collections.nCopies(columns.size(), ""));
    fields.set(0, RowEncoding.of(raw).decode(raw));
    return fields;
  }

  private List<String> columnsOf(byte[] raw) throws IOException {
    RowEncoding text = RowEncoding.of(raw);
    List<String> fields = new ArrayList<>();
    scanner.scan(
        new ByteArrayInputStream(raw),
        header.delimiter(),
        1,
        new RowSink() {
          @Override
          public void row(DeltaRow row) {
            for (int column : columns) {
              fields.add(column < row.fields() ? text.decode(row.field(column)) : "");
            }
          }

          @Override
          public void filtered(FilterReason reason, long rows) {
            throw new IllegalStateException("a rejected row is none that a scanner drops");
          }
        });
    return fields;
  }
}
