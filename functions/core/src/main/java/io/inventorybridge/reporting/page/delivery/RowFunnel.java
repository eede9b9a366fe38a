// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The row funnel: a list of the rows from the file to the ledger, in which each line's bar begins
 * where the previous one ends.
 *
 * @param rejects the file of the rejected rows, relative to the page; empty without rejects
 */
public record RowFunnel(List<Line> lines, Optional<String> rejects) {
  private static final double WHOLE = 1_000;

  public RowFunnel {
    lines = List.copyOf(lines);
  }

  /**
   * A line of the funnel: a number of rows.
   *
   * @param reason as in the report; empty for a sum
   * @param start the position of its bar, and {@code width} its length, in thousandths of the file
   */
  public record Line(
      LineKind kind,
      String words,
      Optional<String> reason,
      long rows,
      String start,
      String width) {}

  /** Tells whether the file has no rows. */
  public boolean isEmpty() {
    return lines.getFirst().rows() == 0;
  }

  /** The result for the rows of a line. */
  public enum LineKind {
    READ,
    FILTERED,
    REJECTED,
    KEPT,
    APPLIED
  }

  /** The funnel of a delivery, with the progress of its parts. */
  static RowFunnel of(RowCounts rows, List<PartRecord> parts, Optional<String> rejects) {
    Drawing drawing = new Drawing(rows.read());
    drawing.sum(LineKind.READ, "rows in the file", rows.read());
    rows.filtered()
        .forEach(
            (reason, count) ->
                drawing.less(LineKind.FILTERED, ReasonLabels.of(reason), reason.name(), count));
    rows.rejected()
        .forEach(
            (reason, count) ->
                drawing.less(LineKind.REJECTED, ReasonLabels.of(reason), reason.name(), count));
    drawing.sum(LineKind.KEPT, "rows for products sold online", rows.kept());
    long applied = parts.stream().mapToLong(part -> part.reset().applied()).sum();
    long unchanged = parts.stream().mapToLong(part -> part.reset().unchanged()).sum();
    long stale = parts.stream().mapToLong(part -> part.reset().stale()).sum();
    if (applied + unchanged + stale > 0) {
      drawing.less(LineKind.APPLIED, "changed the number in the ledger", "", applied);
      drawing.less(LineKind.APPLIED, "were already the number in the ledger", "", unchanged);
      drawing.less(
          LineKind.APPLIED, "were older than the present number and changed nothing", "", stale);
    }
    return new RowFunnel(drawing.lines, rows.rejectedRows() > 0 ? rejects : Optional.empty());
  }

  private static final class Drawing {
    private final List<Line> lines = new ArrayList<>();
    private final long whole;
    private long end;

    Drawing(long whole) {
      this.whole = Math.max(1, whole);
    }

    void sum(LineKind kind, String words, long rows) {
      end = rows;
      lines.add(new Line(kind, words, Optional.empty(), rows, "0", thousandths(rows)));
    }

    void less(LineKind kind, String words, String reason, long rows) {
      if (rows == 0) {
        return;
      }
      end -= rows;
      lines.add(
          new Line(
              kind,
              words,
              Optional.of(reason).filter(it -> !it.isEmpty()),
              rows,
              thousandths(end),
              thousandths(rows)));
    }

    private String thousandths(long rows) {
      return Long.toString(Math.round(WHOLE * rows / whole));
    }
  }
}
