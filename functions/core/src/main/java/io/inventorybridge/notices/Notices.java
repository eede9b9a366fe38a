// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import io.inventorybridge.files.StorageFailure;

/** Sends notices. A subscriber may receive the same notice twice. Thread-safe. */
public interface Notices {
  /**
   * Sends a notice to all subscribers.
   *
   * @throws StorageFailure when the notice was not certainly sent
   */
  void tell(Notice notice);
}
