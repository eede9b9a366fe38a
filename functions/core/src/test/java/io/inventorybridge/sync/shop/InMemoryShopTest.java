// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import java.time.InstantSource;

class InMemoryShopTest extends ShopContract {
  @Override
  protected ShopScene begin() {
    return new InMemoryShop(InstantSource.system());
  }
}
