// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

/**
 * The reason why a row of a delta is not relevant to the online catalog; such rows are counted, not
 * kept.
 */
public enum FilterReason {
  EMPTY_UPC,
  /** It holds a letter or no digit, or only zeros: it does not identify a product. */
  MALFORMED_UPC,
  UNKNOWN_UPC,
  OTHER_SUBSIDIARY,
  /** The setting {@code ignoredStores} lists its store. */
  IGNORED_STORE,
  /** In a backfill: the row has the same verdict as in the original delivery. */
  JUDGED_BEFORE
}
