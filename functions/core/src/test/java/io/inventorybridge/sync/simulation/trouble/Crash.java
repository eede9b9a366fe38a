// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation.trouble;

/** A run died here: an error, so that nothing that handles exceptions survives it. */
public final class Crash extends Error {
  public Crash() {
    super("died", null, false, false);
  }
}
