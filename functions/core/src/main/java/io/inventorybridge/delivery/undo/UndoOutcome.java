// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.undo;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryUndo.UndoTotals;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.util.List;

/** The result of a call of the undo. */
public sealed interface UndoOutcome {
  /** The delivery cannot be undone; one sentence states the reason. Nothing was changed. */
  record Impossible(String sentence) implements UndoOutcome {}

  /** The delivery was undone before; nothing was changed. */
  record UndoneBefore(DeliveryRecord record) implements UndoOutcome {}

  /**
   * The changes that an undo would make; nothing was changed.
   *
   * @param along the backfills and corrections that would be void too
   * @param largest the largest changes of settled numbers, the largest first, 20 at most
   * @param complete false when the time was used up before the last row; the figures are those of
   *     the rows until then
   */
  record UndoPreview(
      DeliveryId delivery,
      List<DeliveryId> along,
      UndoTotals totals,
      List<NumberChange> largest,
      boolean complete)
      implements UndoOutcome {
    public UndoPreview {
      along = List.copyOf(along);
      largest = List.copyOf(largest);
    }
  }

  /** The time of the call was used up; the next call continues. */
  record Continues(String cursor, UndoTotals totals) implements UndoOutcome {}

  /** The delivery is void, and its report is written. */
  record Completed(DeliveryRecord record) implements UndoOutcome {}

  /**
   * The change of a key's settled number.
   *
   * @param upca as the delivery's row writes it
   */
  record NumberChange(StockKey key, String upca, StockQuantity before, StockQuantity after) {
    long size() {
      return Math.abs(after.minus(before).units());
    }
  }
}
