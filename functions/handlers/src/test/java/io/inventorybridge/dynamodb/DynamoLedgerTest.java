// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.LedgerContract;

class DynamoLedgerTest extends LedgerContract {
  @Override
  protected Ledger empty() {
    return new DynamoLedger(
        LocalTables.client(),
        LocalTables.table(entry("upca", S), entry("facilityId", S)),
        LocalTables.table(entry("key", S), entry("sequence", N)),
        LocalTables.table(entry("key", S), entry("fact", S)),
        LocalTables.table(entry("item", S), entry("what", S)),
        LocalTables.table(entry("bucket", S), entry("record", S)),
        Backoff.NONE);
  }
}
