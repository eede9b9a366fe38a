// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.shopsync.shop.OnlineShopContract;
import io.inventorybridge.shopsync.shop.ShopFixture;
import org.junit.jupiter.api.Tag;

@Tag("system")
class ShopifyShopOverHttpTest extends OnlineShopContract {
  @Override
  protected ShopFixture begin() {
    return FakeShopFixture.overHttp();
  }
}
