// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.orders.OrdersByFacility;
import io.inventorybridge.orders.OrdersByFacilityContract;

class DynamoOrdersByFacilityTest extends OrdersByFacilityContract {
  @Override
  protected OrdersByFacility empty() {
    return new DynamoOrdersByFacility(
        LocalTables.client(), LocalTables.table(entry("facilityId", S), entry("orderId", S)));
  }
}
