// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.secrets;

import io.inventorybridge.json.pos.TokensJson;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** A Secrets Manager with one secret. */
public final class SingleSecretClient implements SecretsManagerClient {
  public static final String NAME = "api-token";

  private volatile String value = "{}";

  public void rotate(String current, String previous) {
    value = TokensJson.write(current, previous);
  }

  @Override
  public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
    if (!NAME.equals(request.secretId())) {
      throw ResourceNotFoundException.builder().message("no secret " + request.secretId()).build();
    }
    return GetSecretValueResponse.builder().secretString(value).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
