// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.lease;

import java.time.Instant;

/** The lease in memory. */
public final class InMemoryShopLease implements ShopLease {
  private Lease latest = new Lease("", 0, Instant.MIN);

  @Override
  public synchronized Grant take(String holder, Instant now, Instant until) {
    if (latest.until().isAfter(now)) {
      return new Held(latest.holder(), latest.until());
    }
    latest = new Lease(holder, latest.term() + 1, until);
    return new Granted(latest);
  }

  @Override
  public synchronized Grant renew(Lease lease, Instant until) {
    if (!isLatest(lease)) {
      return new Held(latest.holder(), latest.until());
    }
    latest = new Lease(lease.holder(), lease.term(), until);
    return new Granted(latest);
  }

  @Override
  public synchronized void release(Lease lease) {
    if (isLatest(lease)) {
      latest = new Lease(lease.holder(), lease.term(), Instant.MIN);
    }
  }

  /** Tells whether the lease was not taken by another run since. */
  public synchronized boolean isLatest(Lease lease) {
    return latest.term() == lease.term();
  }
}
