// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

/**
 * Observes the permissions that functions ask for, granted or not, and the variables they read.
 * Called by many threads.
 */
public interface Witness {
  Witness NOBODY =
      new Witness() {
        @Override
        public void asked(String function, Call call) {}

        @Override
        public void read(String function, String variable) {}
      };

  /** A function needs a permission. */
  void asked(String function, Call call);

  /** A function reads one of its variables. */
  void read(String function, String variable);
}
