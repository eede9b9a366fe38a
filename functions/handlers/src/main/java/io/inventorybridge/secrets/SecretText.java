// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.secrets;

import io.inventorybridge.support.files.StorageFailure;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The text of a secret, read at every call. */
public final class SecretText implements Supplier<String> {
  private final SecretsManagerClient secrets;
  private final String secret;
  private final String what;

  /**
   * @param secret its name or ARN
   * @param what its content, for messages
   */
  public SecretText(SecretsManagerClient secrets, String secret, String what) {
    this.secrets = secrets;
    this.secret = secret;
    this.what = what;
  }

  @Override
  public String get() {
    try {
      return secrets.getSecretValue(request -> request.secretId(secret)).secretString();
    } catch (SdkException e) {
      throw new StorageFailure("reading " + what, e);
    }
  }
}
