// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.availability.change.InputProgressStore;
import io.inventorybridge.availability.change.InputProgressStoreContract;
import io.inventorybridge.dynamodb.LocalTables;
import org.junit.jupiter.api.Tag;

@Tag("system")
class DynamoInputProgressStoreTest extends InputProgressStoreContract {
  @Override
  protected InputProgressStore empty() {
    return new DynamoInputProgressStore(
        LocalTables.client(), LocalTables.table(entry("bucket", S), entry("record", S)));
  }
}
