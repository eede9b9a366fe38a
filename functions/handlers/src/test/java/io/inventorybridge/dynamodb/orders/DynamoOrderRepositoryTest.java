// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.orders;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.orders.OrderRepository;
import io.inventorybridge.orders.OrderRepositoryContract;
import org.junit.jupiter.api.Tag;

@Tag("system")
class DynamoOrderRepositoryTest extends OrderRepositoryContract {
  @Override
  protected OrderRepository empty() {
    return new DynamoOrderRepository(LocalTables.client(), LocalTables.table(entry("orderId", S)));
  }
}
