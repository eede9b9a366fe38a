// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos.auth;

import java.util.List;

/** The tokens in memory. */
public final class InMemoryTokenStore implements TokenStore {
  private volatile BearerTokens tokens = new BearerTokens(List.of());

  public void rotate(String current, String previous) {
    tokens = new BearerTokens(List.of(current, previous));
  }

  @Override
  public BearerTokens read() {
    return tokens;
  }
}
