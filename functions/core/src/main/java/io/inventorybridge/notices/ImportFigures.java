// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import io.inventorybridge.ledger.Spending;
import io.inventorybridge.ledger.Spent;
import io.inventorybridge.settlement.Progress;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells what an import costs: the rows of a call, and the requests and units that it took for them,
 * so that a row's share can be seen. They differ from night to night with throttling and with who
 * else writes, so they stand in figures and not in the report of a delivery.
 */
public final class ImportFigures {
  private final Spending spending;
  private final Figures figures;

  public ImportFigures(Spending spending, Figures figures) {
    this.spending = spending;
    this.figures = figures;
  }

  /**
   * Runs a call of an import.
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
