// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.mirror;

class InMemoryOrderMirrorStoreTest extends OrderMirrorStoreContract {
  @Override
  protected OrderMirrorStore empty() {
    return new InMemoryOrderMirrorStore();
  }
}
