// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.sync.outbox.OutboxContract;

class DynamoOutboxTest extends OutboxContract {
  @Override
  protected Ports empty() {
    String table = LocalTables.table(entry("kind", S), entry("name", S));
    return new Ports(
        new DynamoShopLease(LocalTables.client(), table),
        new DynamoOutbox(LocalTables.client(), table));
  }
}
