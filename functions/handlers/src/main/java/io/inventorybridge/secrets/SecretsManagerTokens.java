// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.secrets;

import io.inventorybridge.access.BearerTokens;
import io.inventorybridge.access.Tokens;
import io.inventorybridge.json.TokensJson;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The tokens in a secret: {@code {"current","previous"}}. */
public final class SecretsManagerTokens implements Tokens {
  private final SecretText secret;

  /**
   * @param secret its name or ARN
   */
  public SecretsManagerTokens(SecretsManagerClient secrets, String secret) {
    this.secret = new SecretText(secrets, secret, "the tokens of the API");
  }

  @Override
  public BearerTokens read() {
    return TokensJson.read(secret.get());
  }
}
