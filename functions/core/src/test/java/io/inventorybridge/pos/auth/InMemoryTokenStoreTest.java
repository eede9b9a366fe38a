// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos.auth;

class InMemoryTokenStoreTest extends TokenStoreContract {
  private final InMemoryTokenStore tokens = new InMemoryTokenStore();

  @Override
  protected TokenStore tokens() {
    return tokens;
  }

  @Override
  protected void rotate(String current, String previous) {
    tokens.rotate(current, previous);
  }
}
