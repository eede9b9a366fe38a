// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.trouble;

/** A violated invariant. */
public final class InvariantViolation extends Error {
  public InvariantViolation(String what) {
    super(what);
  }
}
