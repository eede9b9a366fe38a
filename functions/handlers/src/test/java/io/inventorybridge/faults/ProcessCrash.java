// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.faults;

/**
 * Simulates the death of the process. It is an error, so that exception handlers do not catch it.
 */
public final class ProcessCrash extends Error {
  ProcessCrash(String where) {
    super(where);
  }
}
