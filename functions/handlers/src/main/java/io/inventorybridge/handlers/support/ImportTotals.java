// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers.support;

import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.stock.StockQuantity;
import java.util.Map;

/** The totals of the two imports, in the format of the state machine. */
public final class ImportTotals {
  private ImportTotals() {}

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
