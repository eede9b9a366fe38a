// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.lease;

import java.time.Instant;

/**
 * The lease of the shop: it lets one run at a time write to the shop. A lease expires, so that a
 * dead run blocks others only briefly. Every write is conditional and detects a run that continues
 * after its lease expired. Consistent.
 */
public interface ShopLease {
  /**
   * Requests the lease.
   *
   * @param now another holder's lease that ends by this time is expired
   */
  Grant take(String holder, Instant now, Instant until);

  /** Extends a lease, also an expired one that no other run has taken since. */
  Grant renew(WriteLease lease, Instant until);

  /** Ends a lease at once; does nothing when another run has taken it. */
  void release(WriteLease lease);

  /** The result of a lease request. */
  sealed interface Grant {}

  record Granted(WriteLease lease) implements Grant {}

  /** Another run holds it. */
  record Held(String holder, Instant until) implements Grant {}
}
