// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.access;

/** The store of the API's tokens. Safe for use by many threads. */
@FunctionalInterface
public interface Tokens {
  /**
   * Reads the current tokens.
   *
   * @throws io.inventorybridge.files.StorageFailure when they cannot be read
   */
  BearerTokens read();
}
