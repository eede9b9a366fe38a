// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import io.inventorybridge.support.files.StorageFailure;

/** Sends notices. A subscriber may receive the same notice twice. Thread-safe. */
public interface NotificationSender {
  /**
   * Sends a notice to all subscribers.
   *
   * @throws StorageFailure when the notice was not certainly sent
   */
  void send(NotificationMessage notice);
}
