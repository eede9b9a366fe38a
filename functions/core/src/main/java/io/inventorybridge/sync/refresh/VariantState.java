// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.refresh;

/** What a variant of the shop is to us; the first that fits counts. */
public enum VariantState {
  GIFT_CARD,
  /** Made of other variants; its stock is theirs. */
  BUNDLE,
  /** A draft, or archived. */
  NOT_ACTIVE,
  /** The shop does not count it. */
  UNTRACKED,
  NO_BARCODE,
  /** The barcode is no UPCA. */
  MALFORMED_BARCODE,
  /** Other inventory items on sale have the same barcode: nobody can tell which is meant. */
  DUPLICATE_BARCODE,
  ONLINE
}
