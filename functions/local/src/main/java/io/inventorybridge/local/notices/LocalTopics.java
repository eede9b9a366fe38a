// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.notices;

import io.inventorybridge.reporting.notifications.NotificationMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** An SNS client whose only subscriber keeps the latest notices. Thread-safe. */
public final class LocalTopics implements SnsClient {
  private static final int REMEMBERED = 1_000;

  private final Deque<NotificationMessage> notices = new ArrayDeque<>();

  @Override
  public PublishResponse publish(PublishRequest request) {
    synchronized (notices) {
      notices.addLast(new NotificationMessage(request.subject(), request.message()));
      if (notices.size() > REMEMBERED) {
        notices.removeFirst();
      }
    }
    return PublishResponse.builder().messageId(UUID.randomUUID().toString()).build();
  }

  /** The latest notices, oldest first. */
  public List<NotificationMessage> notices() {
    synchronized (notices) {
      return List.copyOf(notices);
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
