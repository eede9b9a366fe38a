// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.lease;

class InMemoryShopLeaseTest extends ShopLeaseContract {
  @Override
  protected ShopLease empty() {
    return new InMemoryShopLease();
  }
}
