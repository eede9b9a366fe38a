// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.access;

class InMemoryTokensTest extends TokensContract {
  private final InMemoryTokens tokens = new InMemoryTokens();

  @Override
  protected Tokens tokens() {
    return tokens;
  }

  @Override
  protected void rotate(String current, String previous) {
    tokens.rotate(current, previous);
  }
}
