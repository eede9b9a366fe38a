// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

/** What must always be true is not. */
final class Wrong extends Error {
  Wrong(String what) {
    super(what);
  }
}
