// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.facilities;

class InMemoryFacilitiesTest extends FacilitiesContract {
  @Override
  protected Facilities empty() {
    return new InMemoryFacilities();
  }
}
