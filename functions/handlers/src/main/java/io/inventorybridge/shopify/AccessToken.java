// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** The access token for the shop. Thread-safe. */
public interface AccessToken {
  /**
   * The token to send.
   *
   * @throws IOException when no token could be fetched at the moment
   */
  Token current() throws IOException, InterruptedException;

  /**
   * Reports that the shop refused this token; the next call returns a newer one, if there is one.
   */
  void invalidate(Token token);

  /** A token, or the reason for its absence. Neither prints a secret. */
  sealed interface Token {}

  record Valid(String secret) implements Token {
    @Override
    public String toString() {
      return "***";
    }
  }

  record Missing(String why) implements Token {}

  /** A stored token, read again when the shop refuses it. */
  final class StoredToken implements AccessToken {
    private final Supplier<String> secret;
    private Optional<Token> read = Optional.empty();

    public StoredToken(Supplier<String> secret) {
      this.secret = secret;
    }

    @Override
    public synchronized Token current() {
      Token token = read.orElseGet(() -> new Valid(secret.get()));
      read = Optional.of(token);
      return token;
    }

    @Override
    public synchronized void invalidate(Token token) {
      read = read.filter(it -> !it.equals(token));
    }
  }
}
