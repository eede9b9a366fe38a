// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

class InMemoryLedgerTest extends LedgerContract {
  @Override
  protected Ledger empty() {
    return new InMemoryLedger();
  }
}
