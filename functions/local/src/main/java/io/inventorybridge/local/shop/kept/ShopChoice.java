// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.kept;

import java.net.URI;

/** Which shop a local system speaks to. */
public sealed interface ShopChoice {
  /**
   * The fake, on loopback.
   *
   * @param port 0 for any free one
   */
  record BuiltIn(int port) implements ShopChoice {}

  /**
   * A real one.
   *
   * @param secret what admits to it, as Secrets Manager would have it; never printed
   */
  record Real(URI address, String secret) implements ShopChoice {
    @Override
    public String toString() {
      return address.toString();
    }
  }
}
