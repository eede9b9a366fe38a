// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

class InMemoryInputProgressStoreTest extends InputProgressStoreContract {
  @Override
  protected InputProgressStore empty() {
    return new InMemoryInputProgressStore();
  }
}
