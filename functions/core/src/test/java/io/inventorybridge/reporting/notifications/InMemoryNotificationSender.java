// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import java.util.ArrayList;
import java.util.List;

/** Remembers the sent notices. Thread-safe. */
public final class InMemoryNotificationSender implements NotificationSender {
  private final List<NotificationMessage> told = new ArrayList<>();

  @Override
  public synchronized void send(NotificationMessage notice) {
    told.add(notice);
  }

  /** The notices in the order of sending. */
  public synchronized List<NotificationMessage> sent() {
    return List.copyOf(told);
  }
}
