// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.secrets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.access.Tokens;
import io.inventorybridge.access.TokensContract;
import io.inventorybridge.files.StorageFailure;
import org.junit.jupiter.api.Test;

class SecretsManagerTokensTest extends TokensContract {
  private final OneSecret secrets = new OneSecret();

  @Override
  protected Tokens tokens() {
    return new SecretsManagerTokens(secrets, OneSecret.NAME);
  }

  @Override
  protected void rotate(String current, String previous) {
    secrets.rotate(current, previous);
  }

  @Test
  void aSecretThatIsNotThereIsAFailureOfTheStore() {
    assertThatThrownBy(() -> new SecretsManagerTokens(secrets, "another").read())
        .isInstanceOf(StorageFailure.class);
  }
}
