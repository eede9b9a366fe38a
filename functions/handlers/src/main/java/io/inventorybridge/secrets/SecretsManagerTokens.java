// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.secrets;

import io.inventorybridge.access.BearerTokens;
import io.inventorybridge.access.Tokens;
import io.inventorybridge.files.StorageFailure;
import io.inventorybridge.json.TokensJson;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The tokens in a secret: {@code {"current","previous"}}. */
public final class SecretsManagerTokens implements Tokens {
  private final SecretsManagerClient secrets;
  private final String secret;

  /**
   * @param secret its name or ARN
   */
  public SecretsManagerTokens(SecretsManagerClient secrets, String secret) {
    this.secrets = secrets;
    this.secret = secret;
  }

  @Override
  public BearerTokens read() {
    try {
      return TokensJson.read(
          secrets.getSecretValue(request -> request.secretId(secret)).secretString());
    } catch (SdkException e) {
      throw new StorageFailure("reading the tokens of the API", e);
    }
  }
}
