// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sns;

import io.inventorybridge.reporting.notifications.NotificationMessage;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** An SNS client with one topic. */
final class SingleTopicClient implements SnsClient {
  static final String ARN = "arn:aws:sns:us-east-1:000000000000:deliveries";

  private final List<NotificationMessage> heard = new ArrayList<>();

  @Override
  public PublishResponse publish(PublishRequest request) {
    if (!ARN.equals(request.topicArn())) {
      throw NotFoundException.builder().message("no topic " + request.topicArn()).build();
    }
    heard.add(new NotificationMessage(request.subject(), request.message()));
    return PublishResponse.builder().messageId("1").build();
  }

  List<NotificationMessage> heard() {
    return heard;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
