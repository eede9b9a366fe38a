// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation.trouble;

/** A violated invariant. */
public final class Wrong extends Error {
  public Wrong(String what) {
    super(what);
  }
}
