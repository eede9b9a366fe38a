// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of every implementation of {@link NotificationSender}. */
public abstract class NotificationSenderContract {
  protected abstract NotificationSender notices();

  /** The notices that a subscriber received since the start of the test. */
  protected abstract List<NotificationMessage> sent();

  @Test
  void aSubscriberReceivesSubjectAndText() {
    NotificationMessage first =
        new NotificationMessage(
            "Inventory delivery HELD: x", "one line\nand \"another\", größer\n");
    NotificationMessage second = new NotificationMessage("second", "text");
    notices().send(first);
    notices().send(second);
    assertThat(sent()).containsExactlyInAnyOrder(first, second);
  }
}
