// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.capacity;

/**
 * The capacity consumed by calls to the store of the ledger.
 *
 * @param requests every attempt, refused ones too
 * @param written units of 1 KB
 * @param read units of 4 KB, read consistently
 */
public record CapacityUsage(long requests, long written, long read) {
  public static final CapacityUsage NOTHING = new CapacityUsage(0, 0, 0);

  /** The consumption since an earlier reading. */
  public CapacityUsage since(CapacityUsage before) {
    return new CapacityUsage(
        requests - before.requests, written - before.written, read - before.read);
  }
}
