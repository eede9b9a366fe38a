// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sns;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.endpoint.AwsEndpoint;
import io.inventorybridge.endpoint.AwsEndpoint.Service;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.reporting.notifications.NotificationMessage;
import io.inventorybridge.reporting.notifications.NotificationSender;
import io.inventorybridge.reporting.notifications.NotificationSenderContract;
import io.inventorybridge.support.files.StorageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SnsNotificationSenderTest extends NotificationSenderContract {
  private static final int PATIENCE = 20;

  private final Optional<AwsEndpoint> endpoint = AwsEndpoint.configured();
  private final SingleTopicClient one = new SingleTopicClient();
  private final SnsClient sns = endpoint.map(it -> it.to(SnsClient.builder()).build()).orElse(one);
  private String topic = SingleTopicClient.ARN;
  private String queue = "";

  @BeforeEach
  void listen() {
    endpoint.ifPresent(
        it -> {
          it.require(Service.SNS);
          it.require(Service.SQS);
          SqsClient sqs = it.to(SqsClient.builder()).build();
          topic = sns.createTopic(request -> request.name(AwsEndpoint.unique("topic"))).topicArn();
          queue =
              sqs.createQueue(request -> request.queueName(AwsEndpoint.unique("queue"))).queueUrl();
          String arn =
              sqs.getQueueAttributes(
                      request ->
                          request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                  .attributes()
                  .get(QueueAttributeName.QUEUE_ARN);
          sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn));
        });
  }

  @Override
  protected NotificationSender notices() {
    return new SnsNotificationSender(sns, topic);
  }

  @Override
  protected List<NotificationMessage> sent() {
    return endpoint.map(this::received).orElseGet(one::heard);
  }

  private List<NotificationMessage> received(AwsEndpoint at) {
    SqsClient sqs = at.to(SqsClient.builder()).build();
    List<NotificationMessage> notices = new ArrayList<>();
    for (int tries = 0; tries < PATIENCE && notices.size() < 2; tries++) {
      sqs.receiveMessage(
              request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
          .messages()
          .forEach(message -> notices.add(notice(message)));
    }
    return notices;
  }

  private static NotificationMessage notice(Message message) {
    try {
      JsonNode body = JsonCodec.read(message.body());
      return new NotificationMessage(body.path("Subject").asText(), body.path("Message").asText());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no message of SNS", e);
    }
  }

  @Test
  void aTopicThatIsNotThereIsAFailureOfTheStore() {
    NotificationSender nobody =
        new SnsNotificationSender(sns, SingleTopicClient.ARN + "-of-nobody");
    NotificationMessage notice = new NotificationMessage("subject", "text");
    assertThatThrownBy(() -> nobody.send(notice)).isInstanceOf(StorageFailure.class);
  }
}
