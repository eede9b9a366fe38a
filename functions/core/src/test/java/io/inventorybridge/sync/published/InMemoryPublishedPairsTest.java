// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.published;

class InMemoryPublishedPairsTest extends PublishedPairsContract {
  @Override
  protected PublishedPairs empty() {
    return new InMemoryPublishedPairs();
  }
}
