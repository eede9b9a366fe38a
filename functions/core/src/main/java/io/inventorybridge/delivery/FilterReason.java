// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

/**
 * The reason why a row of a delta is not relevant to the online catalog; such rows are counted, not
 * kept.
 */
public enum FilterReason {
  EMPTY_UPC,
  MALFORMED_UPC,
  UNKNOWN_UPC,
  OTHER_SUBSIDIARY,
  /** In a backfill: the row has the same verdict as in the original delivery. */
  JUDGED_BEFORE
}
