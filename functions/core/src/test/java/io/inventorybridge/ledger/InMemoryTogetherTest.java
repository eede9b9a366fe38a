// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.sync.pool.PendingChanges;

class InMemoryTogetherTest extends TogetherContract {
  @Override
  protected Ledger empty() {
    return new InMemoryLedger();
  }

  @Override
  protected PendingChanges pending(Ledger ledger) {
    return ((InMemoryLedger) ledger).pending();
  }
}
