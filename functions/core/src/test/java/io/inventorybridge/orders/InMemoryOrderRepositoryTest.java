// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

class InMemoryOrderRepositoryTest extends OrderRepositoryContract {
  @Override
  protected OrderRepository empty() {
    return new InMemoryOrderRepository();
  }
}
