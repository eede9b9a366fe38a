// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.stock.Quantity;
import java.util.Map;

/** The totals of the two imports, in the format of the state machine. */
final class Totals {
  private Totals() {}

  static ResetTotals resets(TaskInput totals) {
    return new ResetTotals(
        totals.number("applied"),
        totals.number("unchanged"),
        totals.number("stale"),
        totals.seconds());
  }

  static Map<String, Object> of(ResetTotals totals) {
    return Map.of(
        "applied", totals.applied(),
        "unchanged", totals.unchanged(),
        "stale", totals.stale(),
        "seconds", TaskInput.seconds(totals.took()));
  }

  static VarianceTotals variances(TaskInput totals) {
    return new VarianceTotals(
        totals.number("rows"),
        Quantity.of(totals.number("units")),
        totals.number("stale"),
        totals.number("lateFacts"),
        totals.seconds());
  }

  static Map<String, Object> of(VarianceTotals totals) {
    return Map.of(
        "rows", totals.rows(),
        "units", totals.units().units(),
        "stale", totals.stale(),
        "lateFacts", totals.lateFacts(),
        "seconds", TaskInput.seconds(totals.took()));
  }
}
