// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.secrets;

import io.inventorybridge.json.TokensJson;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** A Secrets Manager whose every secret is this system's token of the API. Thread-safe. */
public final class OneSecret implements SecretsManagerClient {
  private final String token;

  public OneSecret(String token) {
    this.token = token;
  }

  /** The token that callers present. */
  public String token() {
    return token;
  }

  @Override
  public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
    return GetSecretValueResponse.builder()
        .arn(request.secretId())
        .secretString(TokensJson.write(token, ""))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
