// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.outbox;

import io.inventorybridge.sync.lease.InMemoryShopLease;

class InMemoryOutboxTest extends OutboxContract {
  @Override
  protected Ports empty() {
    InMemoryShopLease leases = new InMemoryShopLease();
    return new Ports(leases, new InMemoryOutbox(leases));
  }
}
