// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

class InMemoryOrdersTest extends OrdersContract {
  @Override
  protected Orders empty() {
    return new InMemoryOrders();
  }
}
