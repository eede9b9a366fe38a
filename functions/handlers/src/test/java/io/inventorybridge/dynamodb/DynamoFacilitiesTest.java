// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.facilities.Facilities;
import io.inventorybridge.facilities.FacilitiesContract;

class DynamoFacilitiesTest extends FacilitiesContract {
  @Override
  protected Facilities empty() {
    return new DynamoFacilities(LocalTables.client(), LocalTables.table(entry("facilityId", S)));
  }
}
