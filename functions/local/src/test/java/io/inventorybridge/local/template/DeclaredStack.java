// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.events.EventPatterns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** template.yaml as written, for tests that need more than the runner reads. */
final class DeclaredStack {
  private static final String SAMPLE_ACCOUNT = "123456789012";
  private static final String SAMPLE_REGION = "eu-west-1";

  private final StackTemplate template;
  private final Map<String, Map<?, ?>> resources;
  private final IntrinsicFunctions intrinsics;

  private DeclaredStack(StackTemplate template, Map<?, ?> whole) {
    this.template = template;
    this.intrinsics = new IntrinsicFunctions(whole);
    this.resources = new LinkedHashMap<>();
    IntrinsicFunctions.section(whole, "Resources")
        .forEach((id, body) -> resources.put(String.valueOf(id), (Map<?, ?>) body));
  }

  static DeclaredStack of(TemplateFiles files) {
    return new DeclaredStack(
        TemplateReader.read(files),
        CloudFormationYaml.read(TemplateFiles.TEMPLATE, files.read(TemplateFiles.TEMPLATE)));
  }

  /** The template as the runner reads it. */
  StackTemplate template() {
    return template;
  }

  Map<String, Map<?, ?>> ofType(String type) {
    Map<String, Map<?, ?>> found = new LinkedHashMap<>();
    resources.forEach(
        (id, body) -> {
          if (type.equals(body.get("Type"))) {
            found.put(id, body);
          }
        });
    return found;
  }

  Map<String, Map<?, ?>> functions() {
    return ofType("AWS::Serverless::Function");
  }

  /** All targets of events: functions and state machines. */
  Set<String> targets() {
    Set<String> targets = new TreeSet<>(functions().keySet());
    targets.addAll(ofType("AWS::Serverless::StateMachine").keySet());
    return targets;
  }

  @SuppressWarnings("unchecked") // for the assertions on maps
  Map<Object, Object> resource(String id) {
    return (Map<Object, Object>) (Map<?, ?>) resources.get(id);
  }

  @SuppressWarnings("unchecked")
  Map<Object, Object> properties(String id) {
    return (Map<Object, Object>) (Map<?, ?>) IntrinsicFunctions.section(resource(id), "Properties");
  }

  @SuppressWarnings("unchecked")
  Map<Object, Object> section(String id, String name) {
    return (Map<Object, Object>) (Map<?, ?>) IntrinsicFunctions.section(properties(id), name);
  }

  String text(String id, String property) {
    return intrinsics.text(properties(id).get(property));
  }

  /** The resources on which a role's policies allow an action. */
  List<String> allowed(String id, String action) {
    List<String> found = new ArrayList<>();
    for (Object policy : (List<?>) properties(id).get("Policies")) {
      for (Object body : (List<?>) ((Map<?, ?>) policy).get("Statement")) {
        Map<?, ?> statement = (Map<?, ?>) body;
        if (list(statement.get("Action")).contains(action)) {
          found.addAll(list(statement.get("Resource")));
        }
      }
    }
    return found;
  }

  private List<String> list(Object raw) {
    return raw instanceof List<?> list
        ? list.stream().map(intrinsics::text).toList()
        : List.of(intrinsics.text(raw));
  }

  /** The events that a target declares. */
  List<Source> sources(String target) {
    List<Source> sources = new ArrayList<>();
    section(target, "Events")
        .forEach(
            (name, body) -> {
              Map<?, ?> event = (Map<?, ?>) body;
              sources.add(
                  new Source(
                      String.valueOf(name),
                      String.valueOf(event.get("Type")),
                      properties((Map<?, ?>) event.get("Properties"))));
            });
    return sources;
  }

  @SuppressWarnings("unchecked") // resolved by Intrinsics, whose maps have text for keys
  private Map<String, Object> properties(Map<?, ?> raw) {
    return (Map<String, Object>) intrinsics.value(raw).orElseThrow();
  }

  /** A sample with account and region of the runner. */
  JsonNode atHome(JsonNode sample) {
    try {
      return JsonCodec.read(
          sample
              .toString()
              .replace(SAMPLE_ACCOUNT, StackTemplate.ACCOUNT)
              .replace(SAMPLE_REGION, StackTemplate.REGION));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * An event that a target declares.
   *
   * @param properties resolved
   */
  record Source(String name, String type, Map<String, Object> properties) {
    boolean byEventBridge() {
      return Set.of("EventBridgeRule", "CloudWatchEvent", "Schedule", "ScheduleV2").contains(type);
    }

    boolean asynchronous() {
      return byEventBridge() || type.equals("S3") || type.equals("SNS");
    }

    /** True if AWS would deliver the event. */
    boolean matches(JsonNode event) {
      JsonNode declared = JsonCodec.MAPPER.valueToTree(properties);
      return switch (type) {
        case "S3" -> notified(declared, event.at("/Records/0"));
        case "EventBridgeRule", "CloudWatchEvent" ->
            EventPatterns.matches(declared.path("Pattern"), event);
        case "Api" ->
            event.path("httpMethod").asText().equalsIgnoreCase(declared.path("Method").asText())
                && event.path("path").asText().equals(declared.path("Path").asText());
        case "Schedule", "ScheduleV2" -> scheduled(declared.path("Input"), event);
        case "DynamoDB" -> streamed(declared, event.at("/Records/0"));
        default -> throw new UnusableTemplate("what an event of type " + type + " looks like");
      };
    }

    private static boolean notified(JsonNode declared, JsonNode record) {
      String key = record.at("/s3/object/key").asText();
      for (JsonNode rule : declared.at("/Filter/S3Key/Rules")) {
        String value = rule.path("Value").asText();
        boolean fits =
            switch (rule.path("Name").asText()) {
              case "prefix" -> key.startsWith(value);
              default -> key.endsWith(value);
            };
        if (!fits) {
          return false;
        }
      }
      String wanted = declared.path("Events").asText().replaceFirst("^s3:", "");
      String happened = record.path("eventName").asText();
      return record.path("eventSource").asText().equals("aws:s3")
          && record.at("/s3/bucket/name").asText().equals(declared.path("Bucket").asText())
          && (wanted.endsWith("*")
              ? happened.startsWith(wanted.substring(0, wanted.length() - 1))
              : happened.equals(wanted));
    }

    private static boolean streamed(JsonNode declared, JsonNode record) {
      String table = declared.path("Stream").asText().replaceFirst("\\..*", "");
      return record.path("eventSource").asText().equals("aws:dynamodb")
          && record.path("eventSourceARN").asText().contains(":table/" + table + "/stream/")
          && StreamSupport.stream(declared.at("/FilterCriteria/Filters").spliterator(), false)
              .anyMatch(filter -> EventPatterns.matches(pattern(filter.path("Pattern")), record));
    }

    private static JsonNode pattern(JsonNode text) {
      try {
        return JsonCodec.read(text.asText());
      } catch (JsonProcessingException e) {
        throw new UnusableTemplate("the Pattern of a stream is not JSON: " + text);
      }
    }

    // Without an Input a schedule sends an event of its own.
    private static boolean scheduled(JsonNode input, JsonNode event) {
      if (input.isMissingNode()) {
        return event.path("detail-type").asText().equals("Scheduled Event");
      }
      try {
        return JsonCodec.read(input.asText()).equals(event);
      } catch (JsonProcessingException e) {
        throw new UnusableTemplate("the Input of a schedule is not JSON: " + input);
      }
    }
  }
}
