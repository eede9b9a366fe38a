// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.DeliveriesContract;

class DynamoDeliveriesTest extends DeliveriesContract {
  @Override
  protected Deliveries empty() {
    return new DynamoDeliveries(
        LocalTables.client(), LocalTables.table(entry("source", S), entry("delivery", S)));
  }
}
