// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.trouble;

/** A run died here. It is an error, so that exception handlers do not catch it. */
public final class RunCrash extends Error {
  public RunCrash() {
    super("died", null, false, false);
  }
}
