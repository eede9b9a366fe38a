// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos.auth;

/** The store of the API's tokens. Safe for use by many threads. */
@FunctionalInterface
public interface TokenStore {
  /**
   * Reads the current tokens.
   *
   * @throws io.inventorybridge.support.files.StorageFailure when they cannot be read
   */
  BearerTokens read();
}
