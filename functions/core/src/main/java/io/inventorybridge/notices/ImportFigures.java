// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import io.inventorybridge.ledger.Spending;
import io.inventorybridge.ledger.Spent;
import io.inventorybridge.settlement.Progress;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measures the cost of an import: the rows of a call, and its requests and capacity units, from
 * which the cost of a row follows. These figures vary with throttling and with other writers, so
 * they are metrics and not part of a delivery's report.
 */
public final class ImportFigures {
  private final Spending spending;
  private final Figures figures;

  public ImportFigures(Spending spending, Figures figures) {
    this.spending = spending;
    this.figures = figures;
  }

  /**
   * Runs a call of an import and counts its cost.
   *
   * @param from the row it begins with
   */
  public <T> Progress<T> of(long from, Supplier<Progress<T>> call) {
    Spent before = spending.soFar();
    Progress<T> progress = call.get();
    Spent spent = spending.soFar().since(before);
    figures.count(
        Map.of(
            "ImportedRows", progress.next() - from,
            "ImportRequests", spent.requests(),
            "ImportUnitsWritten", spent.written(),
            "ImportUnitsRead", spent.read()));
    return progress;
  }
}
