// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.pos;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.pos.StoreActivity;
import io.inventorybridge.pos.StoreActivityContract;
import org.junit.jupiter.api.Tag;

@Tag("system")
class DynamoStoreActivityTest extends StoreActivityContract {
  @Override
  protected StoreActivity empty() {
    return new DynamoStoreActivity(
        LocalTables.client(), LocalTables.table(entry("facilityId", S), entry("quarter", S)));
  }
}
