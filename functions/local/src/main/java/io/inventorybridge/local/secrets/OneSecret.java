// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.secrets;

import io.inventorybridge.json.TokensJson;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** A Secrets Manager whose every secret is this system's token of the API. Thread-safe. */
public final class OneSecret implements SecretsManagerClient {
  private final Supplier<String> maker;
  private String token = "";

  /**
   * @param maker asked once, when the token is needed
   */
  public OneSecret(Supplier<String> maker) {
    this.maker = maker;
  }

  /** The token that callers present. */
  public synchronized String token() {
    if (token.isEmpty()) {
      token = maker.get();
    }
    return token;
  }

  @Override
  public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
    return GetSecretValueResponse.builder()
        .arn(request.secretId())
        .secretString(TokensJson.write(token(), ""))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
