// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

/**
 * Is told what the functions ask of their roles and read of their environments, granted or not.
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
