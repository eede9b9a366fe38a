// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

/**
 * The reason why a row of a delta could not be used; such rows are kept with line, reason and
 * message.
 */
public enum RejectReason {
  WRONG_FIELD_COUNT,
  /** A line of a record that a quote seems to have joined from several rows. */
  BROKEN_QUOTES,
  /** A line end seems to have cut the row. */
  SPLIT_ROW,
  BAD_ENCODING,
  UNSUPPORTED_ID_TYPE,
  MALFORMED_UPC,
  LOSSY_UPC,
  AMBIGUOUS_UPC,
  UNKNOWN_FACILITY,
  AMBIGUOUS_FACILITY,
  VIRTUAL_FACILITY,
  MALFORMED_QTY,
  DUPLICATE_KEY
}
