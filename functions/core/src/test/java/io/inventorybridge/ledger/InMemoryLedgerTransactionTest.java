// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.availability.ChangeMarkers;

class InMemoryLedgerTransactionTest extends LedgerTransactionContract {
  @Override
  protected StockLedger empty() {
    return new InMemoryStockLedger();
  }

  @Override
  protected ChangeMarkers pending(StockLedger ledger) {
    return ((InMemoryStockLedger) ledger).pending();
  }
}
