// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.ledger.LedgerTransactionContract;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import org.junit.jupiter.api.Tag;

@Tag("system")
class DynamoLedgerTransactionTest extends LedgerTransactionContract {
  private static final int SMALL_PAGE = 2;

  private String marks = "";

  @Override
  protected StockLedger empty() {
    marks = LocalTables.table(entry("bucket", S), entry("record", S));
    return new DynamoStockLedger(
        LocalTables.client(),
        LocalTables.table(entry("upca", S), entry("facilityId", S)),
        LocalTables.table(entry("key", S), entry("sequence", N)),
        LocalTables.table(entry("key", S), entry("fact", S)),
        LocalTables.table(entry("item", S), entry("what", S)),
        marks,
        BackoffPolicy.NONE);
  }

  @Override
  protected ChangeMarkers pending(StockLedger ledger) {
    return new DynamoChangeMarkers(LocalTables.client(), marks, BoundedParallelism.ONE, SMALL_PAGE);
  }
}
