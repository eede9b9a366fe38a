// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.lease;

import java.time.Instant;

/** The lease in memory. */
public final class InMemoryShopLease implements ShopLease {
  private WriteLease latest = new WriteLease("", 0, Instant.MIN);

  @Override
  public synchronized Grant take(String holder, Instant now, Instant until) {
    if (latest.until().isAfter(now)) {
      return new Held(latest.holder(), latest.until());
    }
    latest = new WriteLease(holder, latest.term() + 1, until);
    return new Granted(latest);
  }

  @Override
  public synchronized Grant renew(WriteLease lease, Instant until) {
    if (!isLatest(lease)) {
      return new Held(latest.holder(), latest.until());
    }
    latest = new WriteLease(lease.holder(), lease.term(), until);
    return new Granted(latest);
  }

  @Override
  public synchronized void release(WriteLease lease) {
    if (isLatest(lease)) {
      latest = new WriteLease(lease.holder(), lease.term(), Instant.MIN);
    }
  }

  /** Tells whether the lease was not taken by another run since. */
  public synchronized boolean isLatest(WriteLease lease) {
    return latest.term() == lease.term();
  }
}
