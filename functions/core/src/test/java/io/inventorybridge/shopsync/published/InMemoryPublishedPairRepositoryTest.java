// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.published;

class InMemoryPublishedPairRepositoryTest extends PublishedPairRepositoryContract {
  @Override
  protected PublishedPairRepository empty() {
    return new InMemoryPublishedPairRepository();
  }
}
