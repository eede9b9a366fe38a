// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation;

/**
 * Simulates the death of a function. It is an error, so that exception handlers do not catch it.
 */
final class Crash extends Error {
  Crash() {
    super("died", null, false, false);
  }
}
