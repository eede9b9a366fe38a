// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

/**
 * Observes the permissions that functions ask for, granted or not, and the variables they read.
 * Called by many threads.
 */
public interface PermissionRecorder {
  PermissionRecorder NONE =
      new PermissionRecorder() {
        @Override
        public void requested(String function, PermissionRequest call) {}

        @Override
        public void read(String function, String variable) {}
      };

  /** A function needs a permission. */
  void requested(String function, PermissionRequest call);

  /** A function reads one of its variables. */
  void read(String function, String variable);
}
