// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.shopsync;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.shopsync.lease.ShopLease;
import io.inventorybridge.shopsync.lease.ShopLeaseContract;
import org.junit.jupiter.api.Tag;

@Tag("system")
class DynamoShopLeaseTest extends ShopLeaseContract {
  @Override
  protected ShopLease empty() {
    return new DynamoShopLease(
        LocalTables.client(), LocalTables.table(entry("kind", S), entry("name", S)));
  }
}
