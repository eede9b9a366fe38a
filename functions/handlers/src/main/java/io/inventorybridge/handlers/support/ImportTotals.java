// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers.support;

import io.inventorybridge.delivery.DeliveryUndo.UndoTotals;
import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.stock.StockQuantity;
import java.util.Map;

/** The totals of the two imports and of the undo, in the format of the state machine. */
public final class ImportTotals {
  private ImportTotals() {}

  public static UndoTotals undo(StateInput totals) {
    return new UndoTotals(
        totals.number("keys"),
        totals.number("changed"),
        StockQuantity.of(totals.number("units")),
        totals.number("waiting"));
  }

  public static ResetTotals resets(StateInput totals) {
    return new ResetTotals(
        totals.number("applied"),
        totals.number("unchanged"),
        totals.number("stale"),
        totals.seconds());
  }

  public static Map<String, Object> of(ResetTotals totals) {
    return Map.of(
        "applied", totals.applied(),
        "unchanged", totals.unchanged(),
        "stale", totals.stale(),
        "seconds", StateInput.seconds(totals.took()));
  }

  public static VarianceTotals variances(StateInput totals) {
    return new VarianceTotals(
        totals.number("rows"),
        StockQuantity.of(totals.number("units")),
        totals.number("stale"),
        totals.number("lateFacts"),
        totals.seconds());
  }

  public static Map<String, Object> of(VarianceTotals totals) {
    return Map.of(
        "rows", totals.rows(),
        "units", totals.units().units(),
        "stale", totals.stale(),
        "lateFacts", totals.lateFacts(),
        "seconds", StateInput.seconds(totals.took()));
  }
}
