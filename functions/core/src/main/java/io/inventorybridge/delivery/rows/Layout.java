// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.rows;

import java.util.List;

/**
 * The layouts that are recognised without a setting. Each role lists the columns that may play it,
 * the first one found counts; of the stores all count, the first one that is filled.
 */
enum Layout {
  HOTWAX(
      List.of("facilityId", "externalFacilityId"),
      List.of(),
      List.of("idType"),
      List.of("idValue"),
      List.of("availableQty"),
      List.of("locationSeqId")),
  RETAIL_PRO(
      List.of("STORE_CODE", "STORE_NO", "STORE"),
      List.of("SBS_NO"),
      List.of(),
      List.of("UPC"),
      List.of("QTY", "QTY_ON_HAND", "ON_HAND"),
      List.of());

  private final List<String> store;
  private final List<String> subsidiary;
  private final List<String> idType;
  private final List<String> upc;
  private final List<String> quantity;
  private final List<String> location;

  Layout(
      List<String> store,
      List<String> subsidiary,
      List<String> idType,
      List<String> upc,
      List<String> quantity,
      List<String> location) {
    this.store = store;
    this.subsidiary = subsidiary;
    this.idType = idType;
    this.upc = upc;
    this.quantity = quantity;
    this.location = location;
  }

  List<String> store() {
    return store;
  }

  List<String> subsidiary() {
    return subsidiary;
  }

  List<String> idType() {
    return idType;
  }

  List<String> upc() {
    return upc;
  }

  List<String> quantity() {
    return quantity;
  }

  List<String> location() {
    return location;
  }
}
