// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

class InMemoryDeliveryRepositoryTest extends DeliveryRepositoryContract {
  @Override
  protected DeliveryRepository empty() {
    return new InMemoryDeliveryRepository();
  }
}
