// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

/**
 * The version of all calculation inputs that stock records do not contain: rules, facilities,
 * catalog, topology, and the products and stores that wait for their backfill. Between two versions
 * the products whose numbers may differ are marked.
 *
 * @param value short, without white space; only compared
 */
public record InputsVersion(String value) {
  @Override
  public String toString() {
    return value;
  }
}
