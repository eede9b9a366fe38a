// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.delivery;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.DeliveryRepositoryContract;
import io.inventorybridge.dynamodb.LocalTables;
import org.junit.jupiter.api.Tag;

@Tag("system")
class DynamoDeliveryRepositoryTest extends DeliveryRepositoryContract {
  @Override
  protected DeliveryRepository empty() {
    return new DynamoDeliveryRepository(
        LocalTables.client(), LocalTables.table(entry("source", S), entry("delivery", S)));
  }
}
