// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.orders.Orders;
import io.inventorybridge.orders.OrdersContract;

class DynamoOrdersTest extends OrdersContract {
  @Override
  protected Orders empty() {
    return new DynamoOrders(LocalTables.client(), LocalTables.table(entry("orderId", S)));
  }
}
