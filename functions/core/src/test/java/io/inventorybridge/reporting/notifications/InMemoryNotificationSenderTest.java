// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import java.util.List;

class InMemoryNotificationSenderTest extends NotificationSenderContract {
  private final InMemoryNotificationSender notices = new InMemoryNotificationSender();

  @Override
  protected NotificationSender notices() {
    return notices;
  }

  @Override
  protected List<NotificationMessage> sent() {
    return notices.sent();
  }
}
