// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.lease;

class InMemoryShopLeaseTest extends ShopLeaseContract {
  @Override
  protected ShopLease empty() {
    return new InMemoryShopLease();
  }
}
