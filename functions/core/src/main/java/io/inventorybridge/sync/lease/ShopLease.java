// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.lease;

import java.time.Instant;

/**
 * Lets one run at a time write to the shop. A lease ends by itself, so that a run that died blocks
 * nobody for long; what a run does after its end is caught by whatever it writes. Consistent.
 */
public interface ShopLease {
  /**
   * Asks for the lease.
   *
   * @param now the lease of another that ended by then is over
   */
  Grant take(String holder, Instant now, Instant until);

  /** Lengthens a lease, also one that has ended and that nobody has taken since. */
  Grant renew(Lease lease, Instant until);

  /** Ends a lease at once; does nothing when somebody else has taken it. */
  void release(Lease lease);

  /** How asking for the lease ended. */
  sealed interface Grant {}

  record Granted(Lease lease) implements Grant {}

  /** Somebody else has it. */
  record Held(String holder, Instant until) implements Grant {}
}
