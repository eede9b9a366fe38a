// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.reconciling;

/**
 * A number to be set.
 *
 * @param read with the record as it will be, but for what becomes of the call
 * @param shown what the pair is taken to show
 */
record Correction(Case read, long shown, Reason reason) {
  long available() {
    return read.sum().orElseThrow().available();
  }

  long target() {
    return Math.addExact(available(), effect());
  }

  long effect() {
    return Math.subtractExact(read.pool().pool(), shown);
  }
}
