// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.format.CsvLineWriter;
import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.HeaderRecord;
import io.inventorybridge.delivery.format.HeaderText;
import io.inventorybridge.delivery.format.RowEncoding;
import io.inventorybridge.delivery.format.RowSink;
import io.inventorybridge.delivery.format.UnreadableDelta;
import io.inventorybridge.delivery.scanning.ByteRowScanner;
import io.inventorybridge.delivery.validation.JoinedLines;
import io.inventorybridge.masterdata.imports.ImportReject;
import io.inventorybridge.masterdata.imports.TableCodec;
import io.inventorybridge.masterdata.imports.UnusableTable;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.text.CellText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Imported tables as CSV. The delimiter is the most frequent of comma, semicolon, tab and bar in
 * the header. Header, quotes, line ends and encodings are read as those of a delta.
 */
public final class CsvTableCodec implements TableCodec {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final int BUFFER = 64 * 1024;

  @Override
  public void read(InputStream in, Visitor visitor) {
    BufferedInputStream bytes = new BufferedInputStream(in, BUFFER);
    try {
      HeaderRecord header = HeaderRecord.read(bytes, 0);
      char delimiter = delimiter(header.text());
      List<String> names = HeaderText.split(header.text(), delimiter);
      visitor.header(names);
      int width = HeaderText.rowWidth(bytes, names, delimiter);
      // Not closed, because closing would close the caller's stream.
      new ByteRowScanner()
          .scan(
              bytes,
              delimiter,
              header.nextLine(),
              new VisitingRowSink(visitor, names, width, delimiter));
    } catch (UnreadableDelta e) {
      throw new UnusableTable(e.reason() == HeldReason.EMPTY ? "it is empty" : e.sentence());
    } catch (IOException e) {
      throw new StorageFailure("reading a table", e);
    }
  }

  /** Passes rows on as lines of a table. */
  private static final class VisitingRowSink implements RowSink {
    private final Visitor visitor;
    private final List<String> names;
    private final int width;
    private final char delimiter;

    VisitingRowSink(Visitor visitor, List<String> names, int width, char delimiter) {
      this.visitor = visitor;
      this.names = names;
      this.width = width;
      this.delimiter = delimiter;
    }

    @Override
    public void row(DeltaRow row) {
      if (row.lines() > 1) {
        JoinedLines joined = JoinedLines.of(row, delimiter);
        if (joined.areSuspect(cells -> cells.size() == width && visitor.isRow(fitted(cells)))) {
          joined.lines().forEach(line -> reject(line, JoinedLines.message(line.number())));
          return;
        }
      }
      if (row.lines() == 1 && JoinedLines.hidesDelimiters(row, delimiter)) {
        reject(
            new JoinedLines.PhysicalLine(
                row.line(), new String(row.raw(), StandardCharsets.ISO_8859_1)),
            JoinedLines.hidden(row.line()));
        return;
      }
      boolean fits =
          row.fields() == width
              && (width <= names.size() || CellText.trim(row.field(width - 1)).isEmpty());
      if (fits && row.text() != RowEncoding.BAD && width > 1) {
        visitor.row(row.line(), cells(row));
        return;
      }
      String[] raw = new String[row.fields()];
      for (int i = 0; i < raw.length; i++) {
        raw[i] = row.field(i);
      }
      DecodedCells decoded =
          row.ascii() ? new DecodedCells(List.of(raw), false) : DecodedCells.of(List.of(raw));
      if (raw.length == 1 && CellText.trim(decoded.cells().getFirst()).isEmpty()) {
        return;
      }
      if (decoded.bad()) {
        reject(
            row,
            decoded,
            "BAD_ENCODING",
            "line %d holds NUL or bytes that no letter has".formatted(row.line()));
      } else if (!fits) {
        reject(
            row,
            decoded,
            "WRONG_FIELD_COUNT",
            "line %d has %d fields, and the header has %d"
                .formatted(row.line(), raw.length, names.size()));
      } else {
        visitor.row(row.line(), decoded.cells());
      }
    }

    private void reject(DeltaRow row, DecodedCells decoded, String reason, String message) {
      visitor.reject(new ImportReject(row.line(), decoded.cells(), reason, message));
    }

    private void reject(JoinedLines.PhysicalLine line, String message) {
      List<String> raw =
          List.of(
              RowEncoding.of(line.bytes().getBytes(StandardCharsets.ISO_8859_1))
                  .decode(line.bytes()));
      visitor.reject(new ImportReject(line.number(), raw, "BROKEN_QUOTES", message));
    }

    private List<String> fitted(List<String> cells) {
      List<String> fitted = new ArrayList<>(cells.subList(0, Math.min(width, names.size())));
      while (fitted.size() < names.size()) {
        fitted.add("");
      }
      return fitted;
    }

    // A row may lack the last field, which then has no name, or have one more, which is empty.
    private List<String> cells(DeltaRow row) {
      RowEncoding text = row.text();
      String[] cells = new String[names.size()];
      for (int i = 0; i < cells.length; i++) {
        String cell = i < width && visitor.readsColumn(i) ? row.field(i) : "";
        cells[i] = row.ascii() ? cell : text.decode(cell);
      }
      return Collections.unmodifiableList(Arrays.asList(cells));
    }

    @Override
    public void filtered(FilterReason reason, long rows) {
      throw new IllegalStateException("nothing says what may be dropped");
    }
  }

  // The most frequent delimiter of the header, outside quotes.
  private static char delimiter(String header) {
    int[] counts = new int[DELIMITERS.length];
    boolean quoted = false;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      quoted ^= c == '"';
      for (int d = 0; d < DELIMITERS.length; d++) {
        if (!quoted && c == DELIMITERS[d]) {
          counts[d]++;
        }
      }
    }
    int most = 0;
    for (int d = 1; d < DELIMITERS.length; d++) {
      if (counts[d] > counts[most]) {
        most = d;
      }
    }
    return DELIMITERS[most];
  }

  @Override
  public byte[] write(List<String> header, List<ImportReject> rejects) {
    List<String> names = new ArrayList<>(header);
    names.addAll(List.of("rejectLine", "rejectReason", "rejectMessage"));
    StringBuilder text = new StringBuilder(CsvLineWriter.of(names, ','));
    rejects.forEach(reject -> text.append(CsvLineWriter.of(row(header.size(), reject), ',')));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  // A row that does not fit the columns is kept raw in the first column.
  private static List<String> row(int width, ImportReject reject) {
    List<String> cells = new ArrayList<>(reject.cells());
    if (cells.size() != width) {
      String raw = String.join(",", cells);
      cells.clear();
      cells.add(raw);
      while (cells.size() < width) {
        cells.add("");
      }
    }
    cells.add(Long.toString(reject.line()));
    cells.add(reject.reason());
    cells.add(reject.message());
    return cells;
  }
}
