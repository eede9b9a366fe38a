// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.sync.shop.ShopContract;
import io.inventorybridge.sync.shop.ShopScene;

class ShopifyShopInProcessTest extends ShopContract {
  @Override
  protected ShopScene begin() {
    return FakeShopScene.inProcess();
  }
}
