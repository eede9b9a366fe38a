// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.shopsync;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.shopsync.outbox.CallOutboxContract;
import org.junit.jupiter.api.Tag;

@Tag("system")
class DynamoCallOutboxTest extends CallOutboxContract {
  @Override
  protected Ports empty() {
    String table = LocalTables.table(entry("kind", S), entry("name", S));
    return new Ports(
        new DynamoShopLease(LocalTables.client(), table),
        new DynamoCallOutbox(LocalTables.client(), table));
  }
}
