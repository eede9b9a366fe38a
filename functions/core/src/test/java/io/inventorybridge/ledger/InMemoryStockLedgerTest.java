// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

class InMemoryStockLedgerTest extends StockLedgerContract {
  @Override
  protected StockLedger empty() {
    return new InMemoryStockLedger();
  }
}
