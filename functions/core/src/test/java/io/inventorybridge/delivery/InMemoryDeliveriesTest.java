// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

class InMemoryDeliveriesTest extends DeliveriesContract {
  @Override
  protected Deliveries empty() {
    return new InMemoryDeliveries();
  }
}
