// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

import java.util.List;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/** The permissions that a request to Secrets Manager needs. */
final class SecretsCalls {
  private SecretsCalls() {}

  static List<PermissionRequest> of(Object request) {
    return switch (request) {
      case GetSecretValueRequest it ->
          List.of(new PermissionRequest("secretsmanager:GetSecretValue", it.secretId()));
      default -> throw new UnknownRequest(request);
    };
  }
}
