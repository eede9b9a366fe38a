// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.shopify.AccessToken.Missing;
import io.inventorybridge.shopify.AccessToken.Token;
import io.inventorybridge.shopify.AccessToken.Valid;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The credentials in the secret. */
class SecretCredentialsTest {
  private static final String OF_APP =
      "{\"accessToken\":\"\",\"clientId\":\"app\",\"clientSecret\":\"s3cr&t\"}";

  private final List<ShopTransport.Request> grants = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-25T05:00:00Z");
  private String secret = "{\"accessToken\":\"shpat_one\"}";
  private int status = 200;
  private final SecretCredentials access =
      new SecretCredentials(
          () -> secret, new Granting(), URI.create("https://shop.invalid"), () -> now);

  private final class Granting implements ShopTransport {
    @Override
    public Response post(Request request) {
      grants.add(request);
      return new Response(
          status,
          Map.of(),
          "{\"access_token\":\"shpat_%d\",\"expires_in\":86399}".formatted(grants.size()));
    }

    @Override
    public InputStream open(URI result) throws IOException {
      throw new IOException("nothing is opened");
    }
  }

  @Test
  void aTokenThatLastsIsUsedUntilItIsRefusedAndThenReadAgain() throws Exception {
    Token first = access.current();
    secret = "{\"accessToken\":\"shpat_two\"}";

    assertThat(access.current()).isEqualTo(first).isEqualTo(new Valid("shpat_one"));
    access.invalidate(first);
    assertThat(access.current()).isEqualTo(new Valid("shpat_two"));
    assertThat(grants).isEmpty();
  }

  @Test
  void anAppAsksForATokenAndAgainAnHourBeforeItEnds() throws Exception {
    secret = OF_APP;

    assertThat(access.current()).isEqualTo(new Valid("shpat_1"));
    now = now.plusSeconds(22 * 3600);
    assertThat(access.current()).isEqualTo(new Valid("shpat_1"));
    now = now.plusSeconds(3600);
    assertThat(access.current()).isEqualTo(new Valid("shpat_2"));
    assertThat(grants.getFirst().uri())
        .isEqualTo(URI.create("https://shop.invalid/admin/oauth/access_token"));
    assertThat(grants.getFirst().body())
        .isEqualTo("grant_type=client_credentials&client_id=app&client_secret=s3cr%26t");
  }

  @Test
  void afterARefusedGrantTheSecretIsReadAgain() throws Exception {
    secret = OF_APP;
    status = 401;
    assertThat(access.current()).isInstanceOf(Missing.class);
    status = 200;
    secret = "{\"accessToken\":\"shpat_put_right\"}";

    assertThat(access.current()).isEqualTo(new Valid("shpat_put_right"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shpat_plain",
        "{}",
        "{\"accessToken\":\"\",\"clientId\":\"\",\"clientSecret\":\"\"}",
        "{\"clientId\":\"app\"}"
      })
  void anUnusableSecretIsReportedWithoutQuotingIt(String text) throws Exception {
    secret = text;

    assertThat(access.current())
        .isInstanceOfSatisfying(
            Missing.class,
            missing -> assertThat(missing.why()).contains("secret").doesNotContain("shpat_"));
  }
}
