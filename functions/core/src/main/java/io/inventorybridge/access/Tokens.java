// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.access;

/** Where the tokens of the API are kept. Safe for use by many threads. */
@FunctionalInterface
public interface Tokens {
  /**
   * The tokens as they are now.
   *
   * @throws io.inventorybridge.files.StorageFailure when they cannot be read
   */
  BearerTokens read();
}
