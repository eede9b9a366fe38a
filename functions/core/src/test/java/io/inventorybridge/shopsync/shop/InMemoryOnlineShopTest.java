// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import java.time.InstantSource;

class InMemoryOnlineShopTest extends OnlineShopContract {
  @Override
  protected ShopFixture begin() {
    return new InMemoryOnlineShop(InstantSource.system());
  }
}
