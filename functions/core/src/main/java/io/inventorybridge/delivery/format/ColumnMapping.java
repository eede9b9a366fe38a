// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import java.util.List;

/**
 * A column layout: the names of the columns for each role. A role may have several names. The first
 * one found counts; for the store all of them count, and the first one with a value in a row names
 * its store.
 */
record ColumnMapping(
    List<String> store,
    List<String> subsidiary,
    List<String> idType,
    List<String> upc,
    List<String> quantity,
    List<String> location) {
  static final ColumnMapping HOTWAX =
      new ColumnMapping(
          List.of("facilityId", "externalFacilityId"),
          List.of(),
          List.of("idType"),
          List.of("idValue"),
          List.of("availableQty"),
          List.of("locationSeqId"));

  static final ColumnMapping RETAIL_PRO =
      new ColumnMapping(
          List.of("STORE_CODE", "STORE_NO", "STORE"),
          List.of("SBS_NO"),
          List.of(),
          List.of("UPC"),
          List.of("QTY", "QTY_ON_HAND", "ON_HAND"),
          List.of());

  /** The layouts that are recognized without a setting. */
  static final List<ColumnMapping> BUILT_IN = List.of(HOTWAX, RETAIL_PRO);
}
