// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

/** A function made a request for which the runner does not know the permissions. */
final class UnknownRequest extends IllegalStateException {
  UnknownRequest(Object request) {
    super(
        "the runner does not know which permission %s needs"
            .formatted(request.getClass().getSimpleName()));
  }
}
