// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sns;

import io.inventorybridge.files.StorageFailure;
import io.inventorybridge.notices.Notice;
import io.inventorybridge.notices.Notices;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Sends notices to the subscribers of a topic. */
public final class SnsNotices implements Notices {
  private final SnsClient sns;
  private final String topic;

  /**
   * @param topic its ARN
   */
  public SnsNotices(SnsClient sns, String topic) {
    this.sns = sns;
    this.topic = topic;
  }

  @Override
  public void tell(Notice notice) {
    try {
      sns.publish(
          request -> request.topicArn(topic).subject(notice.subject()).message(notice.text()));
    } catch (SdkException e) {
      throw new StorageFailure("telling people", e);
    }
  }
}
