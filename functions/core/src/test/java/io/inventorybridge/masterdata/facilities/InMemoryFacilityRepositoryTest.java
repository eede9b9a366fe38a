// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

class InMemoryFacilityRepositoryTest extends FacilityRepositoryContract {
  @Override
  protected FacilityRepository empty() {
    return new InMemoryFacilityRepository();
  }
}
