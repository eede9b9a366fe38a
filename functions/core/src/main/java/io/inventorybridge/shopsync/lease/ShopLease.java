// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.lease;

/**
 * The store of the shop's lease: one record, changed by conditional writes only. Consistent. {@link
 * LeaseProtocol} has the rules.
 */
public interface ShopLease {
  /** The record; {@link LeaseRecord#NONE} before the first write. */
  LeaseRecord read();

  /**
   * Stores the next record in place of the one that was read, with the revision after it.
   *
   * @return false if another write was first
   */
  boolean replace(LeaseRecord seen, LeaseRecord next);

  /**
   * Calls the renewal again and again beside the run, so that a long step does not lose the lease.
   * A store without time of its own never calls it. A failed renewal ends the calls: the run itself
   * renews at its next step, and then fails.
   */
  default KeepAlive keepAlive(Runnable renewal) {
    return () -> {};
  }

  /** The repeated renewal of a run; ends with close. */
  interface KeepAlive extends AutoCloseable {
    @Override
    void close();
  }
}
