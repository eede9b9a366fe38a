// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation.trouble;

/** A run died here. It is an error, so that exception handlers do not catch it. */
public final class Crash extends Error {
  public Crash() {
    super("died", null, false, false);
  }
}
