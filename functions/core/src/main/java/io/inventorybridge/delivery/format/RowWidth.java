// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.stock.WrittenUpc;
import io.inventorybridge.support.text.WholeNumberText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures how many fields the rows of a file have. Exports often end each row, or only the header,
 * with a delimiter; the empty field after it is not a column. The first rows of a file decide, for
 * all its rows: a single row with a field too many may have a delimiter within a text.
 */
final class RowWidth {
  /** The bytes that are examined; about a hundred rows. */
  private static final int SAMPLE = 1 << 13;

  private RowWidth() {}

  /**
   * The header with the width of its rows; the stream stays where the rows begin.
   *
   * @throws UnreadableDelta when the rows have one more field, and the columns may be shifted
   * @throws IOException when the stream cannot be read
   */
  static DeltaHeader measured(BufferedInputStream in, DeltaHeader header) throws IOException {
    int names = header.names().size();
    List<List<String>> rows = sample(in, header.delimiter());
    List<List<String>> longer =
        rows.stream().filter(row -> row.size() == names + 1 && row.getLast().isBlank()).toList();
    if (!longer.isEmpty() && 2 * longer.size() == rows.size()) {
      throw unclear(header);
    }
    if (2 * longer.size() > rows.size()) {
      refuseShiftedColumns(header, longer);
      return header.withWidth(names + 1);
    }
    long shorter = rows.stream().filter(row -> row.size() == names - 1).count();
    return header.names().getLast().isBlank() && 2 * shorter > rows.size()
        ? header.withWidth(names - 1)
        : header;
  }

  /** The first rows of a file, each line by itself; the stream stays where they begin. */
  static List<List<String>> sample(BufferedInputStream in, char delimiter) throws IOException {
    in.mark(SAMPLE);
    byte[] sample = in.readNBytes(SAMPLE);
    in.reset();
    String text = new String(sample, StandardCharsets.ISO_8859_1);
    List<String> lines = new ArrayList<>(List.of(text.split("\r\n|\n|\r", -1)));
    if (sample.length == SAMPLE) {
      lines.removeLast();
    }
    return lines.stream()
        .filter(line -> !line.isBlank())
        .map(line -> HeaderText.split(line, delimiter))
        .toList();
  }

  /**
   * A header that lost a delimiter looks like rows that gained one at their end. Both readings are
   * possible where the columns after the lost delimiter, moved by one, still hold what they must.
   */
  private static void refuseShiftedColumns(DeltaHeader header, List<List<String>> rows) {
    for (int from = 1; from <= Math.max(header.upc(), header.quantity()); from++) {
      int lost = from;
      if (rows.stream().allMatch(row -> isPossible(header, row, lost))) {
        throw unclear(header);
      }
    }
  }

  private static UnreadableDelta unclear(DeltaHeader header) {
    return new UnreadableDelta(
        HeldReason.AMBIGUOUS_COLUMN,
        "rows have %d fields and the header %d: either the header lacks a column or rows end with a delimiter; end the header with a delimiter as well"
            .formatted(header.names().size() + 1, header.names().size()));
  }

  private static boolean isPossible(DeltaHeader header, List<String> row, int lost) {
    WrittenUpc.Form upc = WrittenUpc.parse(row.get(moved(header.upc(), lost))).form();
    WholeNumberText.Form quantity =
        WholeNumberText.parse(
                row.get(moved(header.quantity(), lost)), header.delimiter(), Optional.empty())
            .form();
    boolean storeMissing =
        header.stores().stream().allMatch(column -> row.get(moved(column, lost)).isBlank());
    return upc == WrittenUpc.Form.NUMBER && quantity == WholeNumberText.Form.UNITS && !storeMissing;
  }

  private static int moved(int column, int lost) {
    return column >= lost ? column + 1 : column;
  }
}
