// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.endpoint.AwsEndpoint;
import io.inventorybridge.endpoint.AwsEndpoint.Service;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.template.StackTemplate;
import io.inventorybridge.local.template.StackTemplate.Function;
import io.inventorybridge.local.template.StackTemplate.Notification;
import io.inventorybridge.local.template.TemplateFiles;
import io.inventorybridge.local.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The connections of the template, with an endpoint's S3 and EventBridge: a queue replaces each
 * function and state machine, and must receive the content of its sample event.
 */
@Tag("system")
@Timeout(240)
class WiringAtEndpointTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final StackTemplate TEMPLATE = TemplateReader.read(TemplateFiles.in(ROOT));
  private static final int PATIENCE = 20;

  private AwsEndpoint endpoint;
  private S3Client s3;
  private SqsClient sqs;
  private EventBridgeClient events;
  private String bucket;

  @BeforeEach
  void aBucket() {
    Assumptions.assumeTrue(AwsEndpoint.configured().isPresent(), "-Dbridge.endpoint is not set");
    endpoint = AwsEndpoint.configured().orElseThrow();
    List.of(Service.S3, Service.SQS, Service.EVENTBRIDGE).forEach(endpoint::require);
    s3 = endpoint.s3();
    sqs = endpoint.to(SqsClient.builder()).build();
    events = endpoint.to(EventBridgeClient.builder()).build();
    bucket = AwsEndpoint.unique("bucket");
    s3.createBucket(request -> request.bucket(bucket));
  }

  @Test
  void aDropReachesTheFunctionsOfItsPrefixAndNoOthers() throws IOException {
    Map<String, String> queues = new LinkedHashMap<>();
    List<QueueConfiguration> configured = new ArrayList<>();
    for (Function function : TEMPLATE.functions()) {
      for (Notification notification : function.notifications()) {
        String queue = queues.computeIfAbsent(function.name(), this::queue);
        configured.add(configuration(notification, arn(queue)));
      }
    }
    assertThat(queues).hasSizeGreaterThan(5);
    s3.putBucketNotificationConfiguration(
        request ->
            request
                .bucket(bucket)
                .notificationConfiguration(it -> it.queueConfigurations(configured)));
    for (String queue : queues.values()) {
      drain(queue);
    }
    for (Map.Entry<String, String> function : queues.entrySet()) {
      JsonNode sample = sample(function.getKey()).at("/Records/0");
      String key = sample.at("/s3/object/key").asText();
      put(key);
      JsonNode told = next(function.getValue()).at("/Records/0");
      assertThat(told.at("/s3/bucket/name").asText()).isEqualTo(bucket);
      assertThat(told.at("/s3/object/key").asText()).isEqualTo(key);
      assertThat(told.path("eventName").asText()).startsWith("ObjectCreated:");
      for (String read : List.of("/eventTime", "/s3/object/size", "/s3/object/eTag")) {
        assertThat(told.at(read).getNodeType()).as(read).isEqualTo(sample.at(read).getNodeType());
      }
      queues.values().forEach(queue -> assertThat(waiting(queue)).as(key).isZero());
    }
  }

  @Test
  void anObjectReachesTheRulesOfItsPrefixAndNoOthers() throws IOException {
    s3.putBucketNotificationConfiguration(
        request ->
            request
                .bucket(bucket)
                .notificationConfiguration(it -> it.eventBridgeConfiguration(all -> {})));
    Map<String, String> queues = new LinkedHashMap<>();
    TEMPLATE
        .functions()
        .forEach(it -> it.eventPatterns().forEach(rule -> listen(queues, it.name(), rule)));
    TEMPLATE
        .stateMachines()
        .forEach(it -> it.eventPatterns().forEach(rule -> listen(queues, it.name(), rule)));
    assertThat(queues).containsKeys("ResetBeforeVariance", "ReportDeliveryFunction");
    for (Map.Entry<String, String> target : queues.entrySet()) {
      String key = asked(target.getKey()).at("/detail/object/key").asText();
      put(key);
      List<String> told =
          queues.entrySet().stream()
              .filter(it -> hearsOf(it.getKey(), key))
              .map(Map.Entry::getValue)
              .toList();
      for (String queue : told) {
        JsonNode event = next(queue);
        assertThat(event.at("/detail/object/key").asText()).isEqualTo(key);
        assertThat(event.at("/detail/bucket/name").asText()).isEqualTo(bucket);
        assertThat(event.path("id").asText()).isNotEmpty();
      }
      queues.values().forEach(queue -> assertThat(waiting(queue)).as(key).isZero());
    }
  }

  @Test
  void anOrderOnItsBusReachesRecordOrders() throws IOException {
    StackTemplate.BusRule rule =
        TEMPLATE.functions().stream()
            .flatMap(function -> function.busRules().stream())
            .filter(it -> it.bus().equals("OrderBus"))
            .findFirst()
            .orElseThrow();
    String bus = AwsEndpoint.unique("bus");
    String queue = queue("orders");
    events.createEventBus(request -> request.name(bus));
    String name = AwsEndpoint.unique("rule");
    events.putRule(
        request -> request.name(name).eventBusName(bus).eventPattern(rule.pattern().toString()));
    events.putTargets(
        request ->
            request
                .rule(name)
                .eventBusName(bus)
                .targets(Target.builder().id("1").arn(arn(queue)).build()));
    JsonNode sample =
        JsonCodec.read(Files.readAllBytes(ROOT.resolve("events/record-orders-event.json")));
    for (String detailType : List.of("Other", sample.path("detail-type").asText())) {
      events.putEvents(
          request ->
              request.entries(
                  PutEventsRequestEntry.builder()
                      .eventBusName(bus)
                      .source("oms")
                      .detailType(detailType)
                      .detail(sample.path("detail").toString())
                      .build()));
    }
    JsonNode told = next(queue);
    assertThat(told.path("detail")).isEqualTo(sample.path("detail"));
    assertThat(told.path("detail-type")).isEqualTo(sample.path("detail-type"));
    assertThat(waiting(queue)).isZero();
  }

  private void listen(Map<String, String> queues, String target, JsonNode pattern) {
    if (!pattern.path("source").toString().contains("aws.s3")) {
      return;
    }
    ObjectNode here = pattern.deepCopy();
    ((ObjectNode) here.at("/detail/bucket")).putArray("name").add(bucket);
    String queue = queue(target);
    String name = AwsEndpoint.unique("rule");
    events.putRule(request -> request.name(name).eventPattern(here.toString()));
    events.putTargets(
        request -> request.rule(name).targets(Target.builder().id("1").arn(arn(queue)).build()));
    queues.put(target, queue);
  }

  // Three functions receive events of reports; each state machine has its own prefix.
  private static boolean hearsOf(String target, String key) {
    return patterns(target).stream()
        .flatMap(pattern -> pattern.at("/detail/object/key").valueStream())
        .anyMatch(condition -> fits(condition, key));
  }

  private static boolean fits(JsonNode condition, String key) {
    if (condition.has("prefix")) {
      return key.startsWith(condition.path("prefix").asText());
    }
    String[] pieces = condition.path("wildcard").asText().split("\\*", -1);
    return key.matches(Stream.of(pieces).map(Pattern::quote).collect(Collectors.joining(".*")));
  }

  private static List<JsonNode> patterns(String target) {
    List<JsonNode> patterns = new ArrayList<>();
    TEMPLATE.functions().stream()
        .filter(it -> it.name().equals(target))
        .forEach(it -> patterns.addAll(it.eventPatterns()));
    TEMPLATE.stateMachines().stream()
        .filter(it -> it.name().equals(target))
        .forEach(it -> patterns.addAll(it.eventPatterns()));
    return patterns;
  }

  private static QueueConfiguration configuration(Notification notification, String arn) {
    List<FilterRule> rules = new ArrayList<>();
    rules.add(FilterRule.builder().name("prefix").value(notification.prefix()).build());
    if (!notification.suffix().isEmpty()) {
      rules.add(FilterRule.builder().name("suffix").value(notification.suffix()).build());
    }
    return QueueConfiguration.builder()
        .queueArn(arn)
        .eventsWithStrings(notification.events())
        .filter(filter -> filter.key(key -> key.filterRules(rules)))
        .build();
  }

  private void put(String key) {
    s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("x"));
  }

  private String queue(String of) {
    return sqs.createQueue(
            request -> request.queueName(AwsEndpoint.unique(of.replaceAll("[^A-Za-z]", ""))))
        .queueUrl();
  }

  private String arn(String queue) {
    return attribute(queue, QueueAttributeName.QUEUE_ARN);
  }

  private int waiting(String queue) {
    return Integer.parseInt(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  private String attribute(String queue, QueueAttributeName name) {
    return sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(name))
        .attributes()
        .get(name);
  }

  /** Receives and deletes the next message. */
  private JsonNode next(String queue) throws IOException {
    for (int tries = 0; tries < PATIENCE; tries++) {
      for (Message message :
          sqs.receiveMessage(
                  request -> request.queueUrl(queue).maxNumberOfMessages(1).waitTimeSeconds(1))
              .messages()) {
        sqs.deleteMessage(
            request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
        return JsonCodec.read(message.body());
      }
    }
    throw new AssertionError("nothing arrived at " + queue);
  }

  // S3 sends a test event for a new configuration.
  private void drain(String queue) {
    List<Message> messages;
    do {
      messages =
          sqs.receiveMessage(
                  request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
              .messages();
      messages.forEach(
          it ->
              sqs.deleteMessage(
                  request -> request.queueUrl(queue).receiptHandle(it.receiptHandle())));
    } while (!messages.isEmpty());
  }

  private static JsonNode sample(String target) throws IOException {
    String word = target.replaceFirst("Function$", "");
    String name = word.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return JsonCodec.read(Files.readAllBytes(ROOT.resolve("events/" + name + ".json")));
  }

  // The sample of a requested refresh is next to that of the schedule.
  private static JsonNode asked(String target) throws IOException {
    return target.equals("CatalogRefresh")
        ? JsonCodec.read(Files.readAllBytes(ROOT.resolve("events/catalog-refresh-asked.json")))
        : sample(target);
  }
}
