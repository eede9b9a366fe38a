// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

/** A function calls something of which the runner does not know what a role needs for it. */
final class UnknownRequest extends IllegalStateException {
  UnknownRequest(Object request) {
    super(
        "the runner does not know which permission %s needs"
            .formatted(request.getClass().getSimpleName()));
  }
}
