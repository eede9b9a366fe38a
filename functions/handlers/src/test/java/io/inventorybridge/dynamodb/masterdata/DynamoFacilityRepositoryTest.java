// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.masterdata;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.masterdata.facilities.FacilityRepository;
import io.inventorybridge.masterdata.facilities.FacilityRepositoryContract;
import org.junit.jupiter.api.Tag;

@Tag("system")
class DynamoFacilityRepositoryTest extends FacilityRepositoryContract {
  @Override
  protected FacilityRepository empty() {
    return new DynamoFacilityRepository(
        LocalTables.client(), LocalTables.table(entry("facilityId", S)));
  }
}
