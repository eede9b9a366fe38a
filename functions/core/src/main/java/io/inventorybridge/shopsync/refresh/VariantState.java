// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.refresh;

/** The state of a variant of the shop; the first match counts. */
public enum VariantState {
  GIFT_CARD,
  /** A bundle of other variants, which hold its stock. */
  BUNDLE,
  /** A draft, or archived. */
  NOT_ACTIVE,
  /** The shop does not track its stock. */
  UNTRACKED,
  NO_BARCODE,
  /** The barcode is not a UPCA. */
  MALFORMED_BARCODE,
  /** Several inventory items on sale have the same barcode, so it is ambiguous. */
  DUPLICATE_BARCODE,
  ONLINE
}
