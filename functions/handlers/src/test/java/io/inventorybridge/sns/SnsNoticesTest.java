// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sns;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.endpoint.Endpoint;
import io.inventorybridge.endpoint.Endpoint.Service;
import io.inventorybridge.files.StorageFailure;
import io.inventorybridge.json.Json;
import io.inventorybridge.notices.Notice;
import io.inventorybridge.notices.Notices;
import io.inventorybridge.notices.NoticesContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SnsNoticesTest extends NoticesContract {
  private static final int PATIENCE = 20;

  private final Optional<Endpoint> endpoint = Endpoint.configured();
  private final OneTopic one = new OneTopic();
  private final SnsClient sns = endpoint.map(it -> it.to(SnsClient.builder()).build()).orElse(one);
  private String topic = OneTopic.ARN;
  private String queue = "";

  @BeforeEach
  void listen() {
    endpoint.ifPresent(
        it -> {
          it.require(Service.SNS);
          it.require(Service.SQS);
          SqsClient sqs = it.to(SqsClient.builder()).build();
          topic = sns.createTopic(request -> request.name(Endpoint.unique("topic"))).topicArn();
          queue =
              sqs.createQueue(request -> request.queueName(Endpoint.unique("queue"))).queueUrl();
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
  protected Notices notices() {
    return new SnsNotices(sns, topic);
  }

  @Override
  protected List<Notice> heard() {
    return endpoint.map(this::received).orElseGet(one::heard);
  }

  private List<Notice> received(Endpoint at) {
    SqsClient sqs = at.to(SqsClient.builder()).build();
    List<Notice> notices = new ArrayList<>();
    for (int tries = 0; tries < PATIENCE && notices.size() < 2; tries++) {
      sqs.receiveMessage(
              request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
          .messages()
          .forEach(message -> notices.add(notice(message)));
    }
    return notices;
  }

  private static Notice notice(Message message) {
    try {
      JsonNode body = Json.read(message.body());
      return new Notice(body.path("Subject").asText(), body.path("Message").asText());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no message of SNS", e);
    }
  }

  @Test
  void aTopicThatIsNotThereIsAFailureOfTheStore() {
    Notices nobody = new SnsNotices(sns, OneTopic.ARN + "-of-nobody");
    Notice notice = new Notice("subject", "text");
    assertThatThrownBy(() -> nobody.tell(notice)).isInstanceOf(StorageFailure.class);
  }
}
