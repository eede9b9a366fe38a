// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

class InMemoryFacilityOrderIndexTest extends FacilityOrderIndexContract {
  @Override
  protected FacilityOrderIndex empty() {
    return new InMemoryFacilityOrderIndex();
  }
}
