// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The undo of a delivery, kept with its record.
 *
 * @param of the delivery that the operator named; another one than the record's where the record
 *     came along
 * @param began when the delivery was declared void
 * @param ended when the last pass had changed nothing
 * @param along the backfills and corrections that are void with it, in the order they were found;
 *     empty in the record of one that came along
 * @param totals of all deliveries together; in the record of one that came along always zero
 */
public record DeliveryUndo(
    DeliveryId of,
    Instant began,
    Optional<Instant> ended,
    List<DeliveryId> along,
    UndoTotals totals) {
  public DeliveryUndo {
    along = List.copyOf(along);
  }

  /** The undo of a delivery that begins now. */
  public static DeliveryUndo begin(DeliveryId of, Instant now, List<DeliveryId> along) {
    return new DeliveryUndo(of, now, Optional.empty(), along, UndoTotals.NONE);
  }

  /** The same undo with more deliveries that come along. */
  public DeliveryUndo withAlong(List<DeliveryId> all) {
    return new DeliveryUndo(of, began, ended, all, totals);
  }

  /** The same undo at its end. */
  public DeliveryUndo complete(Instant now, UndoTotals all) {
    return new DeliveryUndo(of, began, Optional.of(now), along, all);
  }

  /**
   * The changes of an undo.
   *
   * @param keys rows that were made void, each at its key
   * @param changed keys whose settled number changed
   * @param units the sum of these changes, each without its sign
   * @param waiting keys that lost a baseline which was not settled yet
   */
  public record UndoTotals(long keys, long changed, StockQuantity units, long waiting) {
    public static final UndoTotals NONE = new UndoTotals(0, 0, StockQuantity.ZERO, 0);

    public UndoTotals plus(UndoTotals other) {
      return new UndoTotals(
          keys + other.keys,
          changed + other.changed,
          units.plus(other.units),
          waiting + other.waiting);
    }
  }
}
