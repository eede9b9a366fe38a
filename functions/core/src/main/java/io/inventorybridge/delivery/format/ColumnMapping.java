// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import java.util.List;
import java.util.stream.Stream;

/**
 * A column layout: the names of the columns for each role. For the store all names of the role
 * count, and the first one with a value in a row names its store. Every other role has one column:
 * a header with several of its names is ambiguous unless a setting names one.
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

  /** Every name of the layout. */
  Stream<String> allNames() {
    return Stream.of(store, subsidiary, idType, upc, quantity, location).flatMap(List::stream);
  }
}
