// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.secrets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.access.Tokens;
import io.inventorybridge.access.TokensContract;
import io.inventorybridge.endpoint.Endpoint;
import io.inventorybridge.endpoint.Endpoint.Service;
import io.inventorybridge.files.StorageFailure;
import io.inventorybridge.json.TokensJson;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class SecretsManagerTokensTest extends TokensContract {
  private final Optional<Endpoint> endpoint = Endpoint.configured();
  private final OneSecret one = new OneSecret();
  private final SecretsManagerClient secrets = endpoint.map(Endpoint::secrets).orElse(one);
  private final String name = endpoint.map(it -> Endpoint.unique("secret")).orElse(OneSecret.NAME);

  @BeforeEach
  void create() {
    endpoint.ifPresent(
        it -> {
          it.require(Service.SECRETS_MANAGER);
          secrets.createSecret(request -> request.name(name).secretString("{}"));
        });
  }

  @Override
  protected Tokens tokens() {
    return new SecretsManagerTokens(secrets, name);
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
    assertThatThrownBy(() -> new SecretsManagerTokens(secrets, "another").read())
        .isInstanceOf(StorageFailure.class);
  }
}
