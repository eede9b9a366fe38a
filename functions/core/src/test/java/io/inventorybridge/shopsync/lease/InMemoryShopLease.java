// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.lease;

/** The lease in memory. */
public final class InMemoryShopLease implements ShopLease {
  private LeaseRecord latest = LeaseRecord.NONE;

  @Override
  public synchronized LeaseRecord read() {
    return latest;
  }

  @Override
  public synchronized boolean replace(LeaseRecord seen, LeaseRecord next) {
    if (seen.revision() != latest.revision()) {
      return false;
    }
    latest = next.withRevision(seen.revision() + 1);
    return true;
  }

  /** Tells whether the lease was not taken by another run since. */
  public synchronized boolean isLatest(WriteLease lease) {
    return latest.term() == lease.term();
  }
}
