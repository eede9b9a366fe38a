// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.shop.kept.ShopChoice;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** A real shop named by the caller. Its credentials are never part of the command line. */
final class RealShop {
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9][a-z0-9-]*\\.myshopify\\.com");
  private static final String TOKEN = "SHOPIFY_ACCESS_TOKEN";
  private static final String CLIENT_ID = "SHOPIFY_CLIENT_ID";
  private static final String CLIENT_SECRET = "SHOPIFY_CLIENT_SECRET";

  private RealShop() {}

  static ShopChoice.Real of(String domain, Map<String, String> environment) {
    if (!DOMAIN.matcher(domain).matches()) {
      throw CommandFailure.wrongInput(
          "--shop: '%s' is not a shop address such as example.myshopify.com".formatted(domain));
    }
    String token = environment.getOrDefault(TOKEN, "");
    String id = environment.getOrDefault(CLIENT_ID, "");
    String secret = environment.getOrDefault(CLIENT_SECRET, "");
    if (token.isEmpty() && (id.isEmpty() || secret.isEmpty())) {
      throw CommandFailure.wrongInput(
          "--shop: set %s, or %s and %s".formatted(TOKEN, CLIENT_ID, CLIENT_SECRET));
    }
    byte[] admission =
        JsonCodec.bytes(
            JsonCodec.MAPPER
                .createObjectNode()
                .put("accessToken", token)
                .put("clientId", id)
                .put("clientSecret", secret));
    return new ShopChoice.Real(
        URI.create("https://" + domain), new String(admission, StandardCharsets.UTF_8));
  }
}
