// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.kept;

import io.inventorybridge.local.shop.ApiOptions;
import java.net.URI;
import java.util.Set;

/** The shop that a local system uses. */
public sealed interface ShopChoice {
  /**
   * The fake shop, on loopback.
   *
   * @param port 0 for any free port
   * @param scopes the access scopes of the app; staff has all
   */
  record BuiltIn(int port, Set<String> scopes) implements ShopChoice {
    public BuiltIn {
      scopes = Set.copyOf(scopes);
    }

    public BuiltIn(int port) {
      this(port, ApiOptions.APP_SCOPES);
    }
  }

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
