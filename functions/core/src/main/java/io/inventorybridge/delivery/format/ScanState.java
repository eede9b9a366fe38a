// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

/** The state of a row after a scanner has read it. */
public sealed interface ScanState {
  ScanState OPEN = new Open();

  /** The scanner has not read the row: the rules must read its fields. */
  record Open() implements ScanState {}

  /**
   * The scanner has read the row with the same result as the rules: it is text in UTF-8, and its
   * number of fields, its UPC and its quantity are certain. Only its store must be looked up; the
   * result is the same for every row of this file with the same bytes for its store.
   *
   * @param product the slot in the catalog
   * @param store the number of this written form of a store, counted from 0 in order of appearance
   * @param quantity in units
   */
  record Plain(int product, int store, int quantity) implements ScanState {}
}
