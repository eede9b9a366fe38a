// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.format.DeltaHeader;
import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.UnreadableDelta;
import io.inventorybridge.delivery.validation.RowVerdict.Rejected;
import io.inventorybridge.support.text.CellText;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds rows that a stray line end has cut within their first or last field: {@code 1,001,2050,1}
 * and then {@code 0}. The larger piece is a row by itself, with a quantity or a UPC that lacks
 * digits, and the smaller piece is a line of too few fields next to it. Not thread-safe.
 */
final class SplitRows {
  private static final int MOST = 10_000;
  private static final int LONGEST_PIECE = 40;
  private static final Pattern PIECE_OF_NUMBER = Pattern.compile("[+-]?[0-9.,']*");
  private static final Pattern PIECE_OF_CODE = Pattern.compile("(?=.*[0-9])[!-~]+");

  private final DeltaHeader header;
  private final int last;
  private final boolean endsWithRole;
  private final boolean beginsWithRole;
  private final Map<Integer, Rejected> lines = new TreeMap<>();
  private int lastKept = -1;
  private long lastFragment = -1;

  SplitRows(DeltaHeader header) {
    this.header = header;
    this.last = Math.min(header.width(), header.names().size()) - 1;
    this.endsWithRole = isRole(last);
    this.beginsWithRole = isRole(0);
  }

  private boolean isRole(int column) {
    return column == header.upc()
        || column == header.quantity()
        || column == header.subsidiary()
        || header.stores().contains(column);
  }

  /** The lines of kept rows that may have been cut, with the verdict on each. */
  Map<Integer, Rejected> lines() {
    return Collections.unmodifiableMap(lines);
  }

  /** Records a row that passed all rules. */
  void noteKept(int line, DeltaRow row) {
    lastKept = line;
    if (lastFragment >= 0 && row.previousLine() == lastFragment) {
      add(line, lastFragment);
    }
  }

  /** Records a line of too few fields. The smaller piece of a cut field has one. */
  void noteFragment(DeltaRow row) {
    boolean ends = row.fields() == 1 || (row.fields() == 2 && row.field(1).isBlank());
    if (endsWithRole && ends && row.previousLine() == lastKept && isPiece(row.field(0), last)) {
      add(lastKept, row.line());
    }
    boolean begins = beginsWithRole && row.fields() == 1 && isPiece(row.field(0), 0);
    lastFragment = begins ? row.line() : -1;
  }

  // A piece of a number or of a code; a sentence such as "4 rows selected." is a trailer.
  private boolean isPiece(String bytes, int column) {
    String text = CellText.trim(bytes);
    boolean ofStore = header.stores().contains(column);
    return !text.isEmpty()
        && text.length() <= LONGEST_PIECE
        && (ofStore ? PIECE_OF_CODE : PIECE_OF_NUMBER).matcher(text).matches();
  }

  private void add(int line, long piece) {
    if (lines.size() == MOST) {
      throw new UnreadableDelta(
          HeldReason.NOT_CSV,
          "line %d: more than %d rows seem to be cut by line ends".formatted(line, MOST));
    }
    lines.put(
        line,
        new Rejected(
            RejectReason.SPLIT_ROW,
            "line %d: line %d may be a piece of this row; write the row on one line"
                .formatted(line, piece)));
  }
}
