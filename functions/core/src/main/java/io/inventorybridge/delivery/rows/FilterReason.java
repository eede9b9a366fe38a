// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.rows;

/** Why a row of a delta concerns nothing we sell online; such rows are counted, not kept. */
public enum FilterReason {
  EMPTY_UPC,
  MALFORMED_UPC,
  UNKNOWN_UPC,
  OTHER_SUBSIDIARY,
  /** In a backfill: the original delivery judged the row the same. */
  JUDGED_BEFORE
}
