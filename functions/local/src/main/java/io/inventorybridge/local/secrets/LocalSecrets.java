// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.secrets;

import io.inventorybridge.json.pos.TokensJson;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * A Secrets Manager with two secrets: the shop's credentials under their name, and the API token of
 * this system under every other name. Thread-safe.
 */
public final class LocalSecrets implements SecretsManagerClient {
  private final Supplier<String> maker;
  private final String shopSecret;
  private final Supplier<String> ofShop;
  private String token = "";

  /**
   * @param maker called once, when the token is needed
   * @param shopSecret the name of the shop's secret
   * @param ofShop its text
   */
  public LocalSecrets(Supplier<String> maker, String shopSecret, Supplier<String> ofShop) {
    this.maker = maker;
    this.shopSecret = shopSecret;
    this.ofShop = ofShop;
  }

  /** The token that callers of the API present. */
  public synchronized String token() {
    if (token.isEmpty()) {
      token = maker.get();
    }
    return token;
  }

  @Override
  public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
    String text =
        request.secretId().equals(shopSecret) ? ofShop.get() : TokensJson.write(token(), "");
    return GetSecretValueResponse.builder().arn(request.secretId()).secretString(text).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
