// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

/** A run died here: an error, so that nothing that handles exceptions survives it. */
final class Crash extends Error {
  Crash() {
    super("died", null, false, false);
  }
}
