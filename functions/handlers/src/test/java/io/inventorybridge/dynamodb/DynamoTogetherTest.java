// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.TogetherContract;
import io.inventorybridge.sync.pool.PendingChanges;

class DynamoTogetherTest extends TogetherContract {
  private static final int SMALL_PAGE = 2;

  private String marks = "";

  @Override
  protected Ledger empty() {
    marks = LocalTables.table(entry("bucket", S), entry("record", S));
    return new DynamoLedger(
        LocalTables.client(),
        LocalTables.table(entry("upca", S), entry("facilityId", S)),
        LocalTables.table(entry("key", S), entry("sequence", N)),
        LocalTables.table(entry("key", S), entry("fact", S)),
        LocalTables.table(entry("item", S), entry("what", S)),
        marks,
        Backoff.NONE);
  }

  @Override
  protected PendingChanges pending(Ledger ledger) {
    return new DynamoPendingChanges(LocalTables.client(), marks, Lanes.ONE, SMALL_PAGE);
  }
}
