// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

import java.util.List;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** The permissions that a request to SNS needs. */
final class SnsCalls {
  private SnsCalls() {}

  static List<PermissionRequest> of(Object request) {
    return switch (request) {
      case PublishRequest it -> List.of(new PermissionRequest("sns:Publish", it.topicArn()));
      default -> throw new UnknownRequest(request);
    };
  }
}
