// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.util.List;

/**
 * One row of a reset part.
 *
 * @param upca as in the catalog, leading zeros kept
 * @param quantity the absolute number of units on hand
 * @param line the physical line in the part, its header being line 1
 */
public record ResetRow(
    StockKey key, String upca, StockQuantity quantity, String locationSeqId, long line) {
  /** The columns of a reset part, in order. */
  public static final List<String> COLUMNS =
      List.of("facilityId", "idType", "idValue", "availableQty", "locationSeqId");

  /** The only type of identifier in our files. */
  public static final String ID_TYPE = "UPCA";

  /** The location of rows without one: HotWax's first pick location. */
  public static final String DEFAULT_LOCATION = "TLTLTLLL01";
}
