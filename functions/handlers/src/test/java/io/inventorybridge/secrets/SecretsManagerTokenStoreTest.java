// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.secrets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.endpoint.AwsEndpoint;
import io.inventorybridge.endpoint.AwsEndpoint.Service;
import io.inventorybridge.json.pos.TokensJson;
import io.inventorybridge.pos.auth.TokenStore;
import io.inventorybridge.pos.auth.TokenStoreContract;
import io.inventorybridge.support.files.StorageFailure;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class SecretsManagerTokenStoreTest extends TokenStoreContract {
  private final Optional<AwsEndpoint> endpoint = AwsEndpoint.configured();
  private final SingleSecretClient one = new SingleSecretClient();
  private final SecretsManagerClient secrets = endpoint.map(AwsEndpoint::secrets).orElse(one);
  private final String name =
      endpoint.map(it -> AwsEndpoint.unique("secret")).orElse(SingleSecretClient.NAME);

  @BeforeEach
  void create() {
    endpoint.ifPresent(
        it -> {
          it.require(Service.SECRETS_MANAGER);
          secrets.createSecret(request -> request.name(name).secretString("{}"));
        });
  }

  @Override
  protected TokenStore tokens() {
    return new SecretsManagerTokenStore(secrets, name);
  }

  @Override
  protected void rotate(String current, String previous) {
    if (endpoint.isEmpty()) {
      one.rotate(current, previous);
    } else {
      secrets.putSecretValue(
          request -> request.secretId(name).secretString(TokensJson.write(current, previous)));
    }
  }

  @Test
  void aSecretThatIsNotThereIsAFailureOfTheStore() {
    assertThatThrownBy(() -> new SecretsManagerTokenStore(secrets, "another").read())
        .isInstanceOf(StorageFailure.class);
  }
}
