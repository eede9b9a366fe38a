// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The credentials in a secret: {@code {"accessToken"}}, a permanent token, or {@code
 * {"clientId","clientSecret"}} of an app that requests its own tokens. If both are given, the token
 * is used. The secret is read again after a refusal, so that a new one needs no restart.
 */
public final class SecretCredentials implements AccessToken {
  private final Supplier<String> secret;
  private final ShopTransport transport;
  private final URI grant;
  private final InstantSource clock;
  private Optional<AccessToken> chosen = Optional.empty();

  /**
   * @param secret its text, read on demand
   * @param shop its address
   */
  public SecretCredentials(
      Supplier<String> secret, ShopTransport transport, URI shop, InstantSource clock) {
    this.secret = secret;
    this.transport = transport;
    this.grant = shop.resolve("/admin/oauth/access_token");
    this.clock = clock;
  }

  @Override
  public synchronized Token current() throws IOException, InterruptedException {
    AccessToken access = chosen.orElseGet(this::choose);
    Token token = access.current();
    chosen = token instanceof Missing ? Optional.empty() : Optional.of(access);
    return token;
  }

  @Override
  public synchronized void invalidate(Token token) {
    chosen.ifPresent(it -> it.invalidate(token));
    // A permanent token cannot be renewed, but the secret may hold another one by now.
    chosen = chosen.filter(ClientCredentials.class::isInstance);
  }

  private AccessToken choose() {
    JsonNode says;
    try {
      says = JsonCodec.read(secret.get());
    } catch (JsonProcessingException e) {
      // No cause: it quotes the text that cannot be read.
      return new UnusableCredentials("the shop's secret is not JSON");
    }
    String token = says.path("accessToken").asText();
    if (!token.isEmpty()) {
      return new StoredToken(() -> token);
    }
    String id = says.path("clientId").asText();
    String ofApp = says.path("clientSecret").asText();
    return id.isEmpty() || ofApp.isEmpty()
        ? new UnusableCredentials(
            "the shop's secret holds neither accessToken nor clientId and clientSecret")
        : new ClientCredentials(
            transport, grant, () -> new ClientCredentials.Credentials(id, ofApp), clock);
  }

  private record UnusableCredentials(String why) implements AccessToken {
    @Override
    public Token current() {
      return new Missing(why);
    }

    @Override
    public void invalidate(Token token) {
      // There is no token to refuse.
    }
  }
}
