// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

/** Thrown for a file that is not an index, is incomplete, or is damaged. */
public final class DamagedIndex extends RuntimeException {
  DamagedIndex(String reason) {
    super("the catalogue index is damaged: " + reason);
  }
}
