// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settlement;

import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import java.util.List;

/**
 * One row of a variance file: units that left a store with orders that Retail Pro did not know at
 * the snapshot time of its delivery.
 *
 * @param upca as the catalogue has it
 * @param delta signed, never 0
 * @param line the physical line in the file, its header being line 1
 */
public record VarianceRow(
    StockKey key, String upca, Quantity delta, String locationSeqId, long line) {
  /** The columns of a variance file, in order, as HotWax reads them. */
  public static final List<String> COLUMNS =
      List.of(
          "facilityId",
          "idType",
          "idValue",
          "availableDelta",
          "locationSeqId",
          "varianceReasonId",
          "comments");

  /** HotWax's reason "Integration". */
  public static final String REASON = "VAR_INTEGR";

  /** HotWax's own wording, so that the rows are found where its users look for them. */
  public static final String COMMENT =
      "Inventory Variance sent as part of Reset Inventory deduction for partially completed orders";
}
