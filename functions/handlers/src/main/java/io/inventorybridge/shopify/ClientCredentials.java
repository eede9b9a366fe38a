// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gets tokens by the client credentials grant. It requests the next token an hour before the expiry
 * (Shopify grants 24 hours), or when the shop refuses the token.
 */
public final class ClientCredentials implements AccessToken {
  private static final Duration BEFORE_THE_END = Duration.ofHours(1);
  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY = 429;

  private final ShopTransport transport;
  private final URI endpoint;
  private final Supplier<Credentials> credentials;
  private final InstantSource clock;
  private Optional<GrantedToken> granted = Optional.empty();

  /** The app's credentials. Never printed. */
  public record Credentials(String clientId, String clientSecret) {
    @Override
    public String toString() {
      return clientId + ":***";
    }
  }

  private record GrantedToken(Valid token, Instant renewal) {}

  /**
   * @param endpoint the shop's {@code /admin/oauth/access_token}
   * @param credentials read at every request for a token
   */
  public ClientCredentials(
      ShopTransport transport,
      URI endpoint,
      Supplier<Credentials> credentials,
      InstantSource clock) {
    this.transport = transport;
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.clock = clock;
  }

  @Override
  public synchronized Token current() throws IOException, InterruptedException {
    Instant now = clock.instant();
    if (granted.isPresent() && now.isBefore(granted.get().renewal())) {
      return granted.get().token();
    }
    ShopTransport.Response response = transport.post(request());
    if (response.status() >= SERVER_ERROR || response.status() == TOO_MANY) {
      throw new IOException("the grant was answered with status " + response.status());
    }
    if (response.status() != OK) {
      return new Missing("the shop grants no token: status " + response.status());
    }
    return read(response, now);
  }

  private Token read(ShopTransport.Response response, Instant now) throws IOException {
    JsonNode body;
    try {
      body = JsonCodec.read(response.body());
    } catch (JsonProcessingException e) {
      throw new IOException("the grant is not JSON", e);
    }
    String token = body.path("access_token").asText();
    Duration lasting = Duration.ofSeconds(body.path("expires_in").asLong());
    if (token.isEmpty()) {
      return new Missing("the grant holds no access_token");
    }
    Valid valid = new Valid(token);
    // A token of less than an hour is renewed after half its lifetime.
    Duration early = lasting.dividedBy(2);
    Duration before = BEFORE_THE_END.compareTo(early) < 0 ? BEFORE_THE_END : early;
    granted = Optional.of(new GrantedToken(valid, now.plus(lasting).minus(before)));
    return valid;
  }

  private ShopTransport.Request request() {
    Credentials app = credentials.get();
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(encoded(app.clientId()), encoded(app.clientSecret()));
    return new ShopTransport.Request(
        endpoint,
        Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
        form);
  }

  @Override
  public synchronized void invalidate(Token token) {
    granted = granted.filter(it -> !it.token().equals(token));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
