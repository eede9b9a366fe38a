// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation;

/** A function died here: an error, so that nothing that handles exceptions survives it. */
final class Crash extends Error {
  Crash() {
    super("died", null, false, false);
  }
}
