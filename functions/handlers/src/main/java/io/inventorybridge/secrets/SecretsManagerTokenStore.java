// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.secrets;

import io.inventorybridge.json.pos.TokensJson;
import io.inventorybridge.pos.auth.BearerTokens;
import io.inventorybridge.pos.auth.TokenStore;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The tokens in a secret: {@code {"current","previous"}}. */
public final class SecretsManagerTokenStore implements TokenStore {
  private final SecretText secret;

  /**
   * @param secret its name or ARN
   */
  public SecretsManagerTokenStore(SecretsManagerClient secrets, String secret) {
    this.secret = new SecretText(secrets, secret, "the tokens of the API");
  }

  @Override
  public BearerTokens read() {
    return TokensJson.read(secret.get());
  }
}
