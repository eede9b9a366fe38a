// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.outbox;

import io.inventorybridge.shopsync.lease.InMemoryShopLease;

class InMemoryCallOutboxTest extends CallOutboxContract {
  @Override
  protected Ports empty() {
    InMemoryShopLease leases = new InMemoryShopLease();
    return new Ports(leases, new InMemoryCallOutbox(leases));
  }
}
