// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.mirror;

class InMemoryKeptMirrorTest extends KeptMirrorContract {
  @Override
  protected KeptMirror empty() {
    return new InMemoryKeptMirror();
  }
}
