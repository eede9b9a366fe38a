// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

class InMemoryOrdersByFacilityTest extends OrdersByFacilityContract {
  @Override
  protected OrdersByFacility empty() {
    return new InMemoryOrdersByFacility();
  }
}
