// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sns;

import io.inventorybridge.reporting.notifications.NotificationMessage;
import io.inventorybridge.reporting.notifications.NotificationSender;
import io.inventorybridge.support.files.StorageFailure;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Sends notices to the subscribers of a topic. */
public final class SnsNotificationSender implements NotificationSender {
  private final SnsClient sns;
  private final String topic;

  /**
   * @param topic its ARN
   */
  public SnsNotificationSender(SnsClient sns, String topic) {
    this.sns = sns;
    this.topic = topic;
  }

  @Override
  public void send(NotificationMessage notice) {
    try {
      sns.publish(
          request -> request.topicArn(topic).subject(notice.subject()).message(notice.text()));
    } catch (SdkException e) {
      throw new StorageFailure("telling people", e);
    }
  }
}
