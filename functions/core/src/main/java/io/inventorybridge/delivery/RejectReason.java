// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

/**
 * The reason why a row of a delta could not be used; such rows are kept with line, reason and
 * message.
 */
public enum RejectReason {
  WRONG_FIELD_COUNT,
  BAD_ENCODING,
  UNSUPPORTED_ID_TYPE,
  LOSSY_UPC,
  AMBIGUOUS_UPC,
  UNKNOWN_FACILITY,
  AMBIGUOUS_FACILITY,
  VIRTUAL_FACILITY,
  MALFORMED_QTY,
  DUPLICATE_KEY
}
