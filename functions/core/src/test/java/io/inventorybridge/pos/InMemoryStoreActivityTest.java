// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

class InMemoryStoreActivityTest extends StoreActivityContract {
  @Override
  protected StoreActivity empty() {
    return new InMemoryStoreActivity();
  }
}
