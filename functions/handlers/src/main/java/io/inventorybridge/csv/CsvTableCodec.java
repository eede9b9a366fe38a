// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.format.CsvLineWriter;
import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.RowEncoding;
import io.inventorybridge.delivery.format.RowSink;
import io.inventorybridge.delivery.format.UnreadableDelta;
import io.inventorybridge.delivery.scanning.ByteRowScanner;
import io.inventorybridge.masterdata.imports.ImportReject;
import io.inventorybridge.masterdata.imports.TableCodec;
import io.inventorybridge.masterdata.imports.UnusableTable;
import io.inventorybridge.support.files.StorageFailure;
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
 * the header. Quoting by RFC 4180; CRLF or LF; a byte order mark is skipped. Each row is UTF-8, or
 * Windows-1252 if it is not valid UTF-8.
 */
public final class CsvTableCodec implements TableCodec {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  // U+FEFF in UTF-8, one character per byte.
  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

  // The maximum length of a header line.
  private static final int LONGEST_HEADER = 64 * 1024;

  @Override
  public void read(InputStream in, Visitor visitor) {
    BufferedInputStream bytes = new BufferedInputStream(in, LONGEST_HEADER);
    try {
      skipByteOrderMark(bytes);
      char delimiter = delimiter(bytes);
      // Not closed, because closing would close the caller's stream.
      VisitingRowSink showing = new VisitingRowSink(visitor);
      new ByteRowScanner().scan(bytes, delimiter, 1, showing);
      if (showing.width == 0) {
        throw new UnusableTable("it is empty");
      }
    } catch (UnreadableDelta e) {
      throw new UnusableTable(e.sentence());
    } catch (IOException e) {
      throw new StorageFailure("reading a table", e);
    }
  }

  /** Passes rows on as lines of a table. */
  private static final class VisitingRowSink implements RowSink {
    private final Visitor visitor;
    private int width;

    VisitingRowSink(Visitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void row(DeltaRow row) {
      if (width > 0 && row.fields() == width && row.text() != RowEncoding.BAD && width > 1) {
        visitor.row(row.line(), cells(row));
        return;
      }
      String[] raw = new String[row.fields()];
      for (int i = 0; i < raw.length; i++) {
        raw[i] = row.field(i);
      }
      if (isBlank(raw)) {
        return;
      }
      DecodedCells decoded =
          row.ascii() ? new DecodedCells(List.of(raw), false) : DecodedCells.of(List.of(raw));
      if (width == 0) {
        width = header(decoded, visitor);
      } else if (decoded.bad()) {
        visitor.reject(
            new ImportReject(
                row.line(),
                decoded.cells(),
                "BAD_ENCODING",
                "line %d holds NUL or bytes that no letter has".formatted(row.line())));
      } else if (raw.length != width) {
        visitor.reject(
            new ImportReject(
                row.line(),
                decoded.cells(),
                "WRONG_FIELD_COUNT",
                "line %d has %d fields, and the header has %d"
                    .formatted(row.line(), raw.length, width)));
      } else {
        visitor.row(row.line(), decoded.cells());
      }
    }

    private List<String> cells(DeltaRow row) {
      RowEncoding text = row.text();
      String[] cells = new String[width];
      for (int i = 0; i < width; i++) {
        String cell = visitor.readsColumn(i) ? row.field(i) : "";
        cells[i] = row.ascii() ? cell : text.decode(cell);
      }
      return Collections.unmodifiableList(Arrays.asList(cells));
    }

    @Override
    public void filtered(FilterReason reason, long rows) {
      throw new IllegalStateException("nothing says what may be dropped");
    }
  }

  private static int header(DecodedCells decoded, Visitor visitor) {
    if (decoded.bad()) {
      throw new UnusableTable("it is not text in UTF-8 or Windows-1252");
    }
    visitor.header(decoded.cells());
    return decoded.cells().size();
  }

  private static boolean isBlank(String[] cells) {
    return cells.length == 1 && cells[0].isBlank();
  }

  private static void skipByteOrderMark(BufferedInputStream bytes) throws IOException {
    bytes.mark(BYTE_ORDER_MARK.length());
    for (int i = 0; i < BYTE_ORDER_MARK.length(); i++) {
      if (bytes.read() != BYTE_ORDER_MARK.charAt(i)) {
        bytes.reset();
        return;
      }
    }
  }

  // The most frequent delimiter in the first non-empty line, outside quotes.
  private static char delimiter(BufferedInputStream bytes) throws IOException {
    bytes.mark(LONGEST_HEADER);
    int[] counts = new int[DELIMITERS.length];
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < LONGEST_HEADER - 1; i++) {
      int c = bytes.read();
      if (c < 0 || (begun && !quoted && (c == '\n' || c == '\r'))) {
        break;
      }
      begun |= c > ' ';
      quoted ^= c == '"';
      for (int d = 0; d < DELIMITERS.length; d++) {
        if (!quoted && c == DELIMITERS[d]) {
          counts[d]++;
        }
      }
    }
    bytes.reset();
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
