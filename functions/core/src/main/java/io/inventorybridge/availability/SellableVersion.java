// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

/**
 * The version of all records a sellable target was read from. It changes with every write to any of
 * these records, and with other rules, facilities, settings or catalog. Two readings of a pair have
 * equal versions exactly when nothing changed between them.
 *
 * @param value short, without white space; only compared
 */
public record SellableVersion(String value) {
  @Override
  public String toString() {
    return value;
  }
}
