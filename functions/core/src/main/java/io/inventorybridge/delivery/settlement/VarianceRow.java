// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.util.List;

/**
 * One row of a variance file: units of orders that left a store and that Retail Pro did not know at
 * the snapshot time of the delivery.
 *
 * @param upca as in the catalog
 * @param delta signed, never 0
 * @param line the physical line in the file, its header being line 1
 */
public record VarianceRow(
    StockKey key, String upca, StockQuantity delta, String locationSeqId, long line) {
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

  /** HotWax's own wording, so that its users find the rows in the usual place. */
  public static final String COMMENT =
      "Inventory Variance sent as part of Reset Inventory deduction for partially completed orders";
}
