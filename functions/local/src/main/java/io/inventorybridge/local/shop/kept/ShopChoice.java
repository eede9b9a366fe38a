// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.kept;

import java.net.URI;

/** The shop that a local system uses. */
public sealed interface ShopChoice {
  /**
   * The fake shop, on loopback.
   *
   * @param port 0 for any free port
   */
  record BuiltIn(int port) implements ShopChoice {}

  /**
   * A real shop.
   *
   * @param secret its credentials, in the format of the Secrets Manager secret; never printed
   */
  record Real(URI address, String secret) implements ShopChoice {
    @Override
    public String toString() {
      return address.toString();
    }
  }
}
