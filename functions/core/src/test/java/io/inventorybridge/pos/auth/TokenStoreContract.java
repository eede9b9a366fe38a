// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract of every store of tokens. */
public abstract class TokenStoreContract {
  protected abstract TokenStore tokens();

  /** Replaces both; the previous one may be empty. */
  protected abstract void rotate(String current, String previous);

  @Test
  void bothTokensAreRead() {
    rotate("b", "a");
    assertThat(tokens().read().values()).containsExactly("b", "a");
  }

  @Test
  void beforeTheFirstRotationThereIsOne() {
    rotate("a", "");
    assertThat(tokens().read().values()).containsExactly("a");
  }

  @Test
  void aRotationIsSeenByTheNextReading() {
    TokenStore tokens = tokens();
    rotate("a", "");
    tokens.read();
    rotate("b", "a");
    assertThat(tokens.read().accept("b")).isTrue();
    assertThat(tokens.read().accept("a")).isTrue();
    rotate("c", "b");
    assertThat(tokens.read().accept("a")).isFalse();
  }
}
