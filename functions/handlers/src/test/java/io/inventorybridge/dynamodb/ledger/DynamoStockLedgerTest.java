// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockLedgerContract;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import org.junit.jupiter.api.Tag;

@Tag("system")
class DynamoStockLedgerTest extends StockLedgerContract {
  @Override
  protected StockLedger empty() {
    return new DynamoStockLedger(
        LocalTables.client(),
        LocalTables.table(entry("upca", S), entry("facilityId", S)),
        LocalTables.table(entry("key", S), entry("sequence", N)),
        LocalTables.table(entry("key", S), entry("fact", S)),
        LocalTables.table(entry("item", S), entry("what", S)),
        LocalTables.table(entry("bucket", S), entry("record", S)),
        BackoffPolicy.NONE);
  }
}
