// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

/**
 * Simulates the death of a function. It is an error, so that exception handlers do not catch it.
 */
final class FunctionCrash extends Error {
  FunctionCrash() {
    super("died", null, false, false);
  }
}
