// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.lease;

/** The work that a recent sync is asked for, from little to much. */
public enum AskedWork {
  /** The marked changes are published. */
  CHANGES,
  /** Pairs that are to be read are read as well. */
  EVERYTHING;

  /** The work that contains both. */
  public AskedWork and(AskedWork other) {
    return compareTo(other) < 0 ? other : this;
  }
}
