// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation.trouble;

/** What must always be true is not. */
public final class Wrong extends Error {
  public Wrong(String what) {
    super(what);
  }
}
