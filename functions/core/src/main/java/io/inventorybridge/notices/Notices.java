// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import io.inventorybridge.files.StorageFailure;

/** Tells people. Whoever listens may be told the same twice. Thread-safe. */
public interface Notices {
  /**
   * Tells everybody who listens.
   *
   * @throws StorageFailure when nobody was told for certain
   */
  void tell(Notice notice);
}
