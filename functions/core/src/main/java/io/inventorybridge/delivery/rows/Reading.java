// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.rows;

/** How far a scanner has read a row. */
public sealed interface Reading {
  Reading OPEN = new Open();

  /** Not at all: the rules have to look at its fields. */
  record Open() implements Reading {}

  /**
   * As far as the rules would: text in UTF-8, its number of fields, its UPC and its quantity are
   * beyond doubt. Only what its store comes to is open, and that is the same for every row of this
   * file that names its store byte for byte alike.
   *
   * @param product the slot in the catalogue
   * @param store a number of this way to write a store, counted from 0 as they come
   * @param quantity in units
   */
  record Plain(int product, int store, int quantity) implements Reading {}
}
