// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.catalog;

/** An index file that is not one, not whole, or not as it was written. */
public final class DamagedIndex extends RuntimeException {
  DamagedIndex(String reason) {
    super("the catalogue index is damaged: " + reason);
  }
}
