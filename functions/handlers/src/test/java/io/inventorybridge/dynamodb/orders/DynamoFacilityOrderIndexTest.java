// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.orders;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.orders.FacilityOrderIndex;
import io.inventorybridge.orders.FacilityOrderIndexContract;
import org.junit.jupiter.api.Tag;

@Tag("system")
class DynamoFacilityOrderIndexTest extends FacilityOrderIndexContract {
  @Override
  protected FacilityOrderIndex empty() {
    return new DynamoFacilityOrderIndex(
        LocalTables.client(), LocalTables.table(entry("facilityId", S), entry("orderId", S)));
  }
}
