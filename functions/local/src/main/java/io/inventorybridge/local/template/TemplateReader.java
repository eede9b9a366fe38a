// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

import static io.inventorybridge.local.template.IntrinsicFunctions.section;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.dynamodb.TableDefinition;
import io.inventorybridge.local.permissions.PolicyStatement;
import io.inventorybridge.local.template.StackTemplate.Bucket;
import io.inventorybridge.local.template.StackTemplate.BusRule;
import io.inventorybridge.local.template.StackTemplate.Function;
import io.inventorybridge.local.template.StackTemplate.Notification;
import io.inventorybridge.local.template.StackTemplate.Route;
import io.inventorybridge.local.template.StackTemplate.StateMachine;
import io.inventorybridge.local.template.StackTemplate.TableStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads template.yaml and the state machines it names. */
public final class TemplateReader {
  private static final int LAMBDA_TIMEOUT_SECONDS = 3;
  private static final int LAMBDA_MEMORY_MEGABYTES = 128;
  private static final int LAMBDA_RETRIES = 2;
  private static final int STREAM_RETRIES = -1;
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

  private final TemplateFiles files;
  private final Map<?, ?> globals;
  private final Map<?, ?> resources;
  private final IntrinsicFunctions intrinsics;

  private TemplateReader(TemplateFiles files) {
    Map<?, ?> template =
        CloudFormationYaml.read(TemplateFiles.TEMPLATE, files.read(TemplateFiles.TEMPLATE));
    this.files = files;
    this.globals = section(section(template, "Globals"), "Function");
    this.resources = section(template, "Resources");
    this.intrinsics = new IntrinsicFunctions(template);
  }

  /**
   * Reads the template.
   *
   * @throws UnusableTemplate with one sentence, when something in it is unknown or missing
   */
  public static StackTemplate read(TemplateFiles files) {
    return new TemplateReader(files).read();
  }

  private StackTemplate read() {
    List<Bucket> buckets = new ArrayList<>();
    List<TableDefinition> tables = new ArrayList<>();
    List<Function> functions = new ArrayList<>();
    List<StateMachine> stateMachines = new ArrayList<>();
    resources.forEach(
        (id, body) -> {
          Map<?, ?> resource = (Map<?, ?>) body;
          if (!intrinsics.exists(resource)) {
            return;
          }
          String name = String.valueOf(id);
          Map<?, ?> properties = section(resource, "Properties");
          switch (String.valueOf(resource.get("Type"))) {
            case "AWS::S3::Bucket" -> buckets.add(bucket(name, properties));
            case "AWS::DynamoDB::Table" -> tables.add(table(name, properties));
            case "AWS::Serverless::Function" -> functions.add(function(name, properties));
            case "AWS::Serverless::StateMachine" ->
                stateMachines.add(stateMachine(name, properties));
            default -> {}
          }
        });
    return new StackTemplate(buckets, tables, functions, stateMachines);
  }

  private Bucket bucket(String id, Map<?, ?> properties) {
    Map<?, ?> eventBridge =
        section(section(properties, "NotificationConfiguration"), "EventBridgeConfiguration");
    Object enabled = eventBridge.get("EventBridgeEnabled");
    return new Bucket(
        intrinsics.name(id), enabled != null && Boolean.parseBoolean(intrinsics.text(enabled)));
  }

  private TableDefinition table(String id, Map<?, ?> properties) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Map<?, ?> definition : maps(properties.get("AttributeDefinitions"))) {
      types.put(
          intrinsics.text(definition.get("AttributeName")),
          intrinsics.text(definition.get("AttributeType")));
    }
    List<TableDefinition.Index> indexes = new ArrayList<>();
    for (Map<?, ?> index : maps(properties.get("GlobalSecondaryIndexes"))) {
      Map<?, ?> projection = section(index, "Projection");
      indexes.add(
          new TableDefinition.Index(
              intrinsics.text(index.get("IndexName")),
              key(index.get("KeySchema")),
              intrinsics.text(projection.get("ProjectionType")),
              texts(projection.get("NonKeyAttributes"))));
    }
    return new TableDefinition(
        intrinsics.name(id), key(properties.get("KeySchema")), types, indexes);
  }

  private TableDefinition.Key key(@Nullable Object schema) {
    String partition = "";
    Optional<String> sort = Optional.empty();
    for (Map<?, ?> element : maps(schema)) {
      String attribute = intrinsics.text(element.get("AttributeName"));
      if (intrinsics.text(element.get("KeyType")).equals("HASH")) {
        partition = attribute;
      } else {
        sort = Optional.of(attribute);
      }
    }
    return new TableDefinition.Key(partition, sort);
  }

  private Function function(String id, Map<?, ?> properties) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (Map<?, ?> level : List.of(globals, properties)) {
      section(section(level, "Environment"), "Variables")
          .forEach(
              (name, raw) -> {
                environment.remove(String.valueOf(name));
                intrinsics
                    .value(raw)
                    .ifPresent(
                        value -> environment.put(String.valueOf(name), String.valueOf(value)));
              });
    }
    List<Notification> notifications = new ArrayList<>();
    List<JsonNode> patterns = new ArrayList<>();
    List<BusRule> busRules = new ArrayList<>();
    List<Route> routes = new ArrayList<>();
    List<TableStream> streams = new ArrayList<>();
    section(properties, "Events")
        .forEach(
            (name, body) -> {
              Map<?, ?> event = (Map<?, ?>) body;
              Map<?, ?> of = section(event, "Properties");
              String type = intrinsics.text(event.get("Type"));
              if (type.equals("S3")) {
                notifications.add(notification(of));
              } else if (type.equals("EventBridgeRule") || type.equals("CloudWatchEvent")) {
                if (of.containsKey("EventBusName")) {
                  busRules.add(new BusRule(bus(of), pattern(of)));
                } else {
                  patterns.add(pattern(of));
                }
              } else if (type.equals("Api")) {
                routes.add(route(of));
              } else if (type.equals("DynamoDB")) {
                streams.add(stream(of));
              }
            });
    String handler = intrinsics.text(either(properties, "Handler"));
    if (handler.isBlank()) {
      throw new UnusableTemplate("template.yaml: " + id + " has no Handler");
    }
    return new Function(
        id,
        handler.replaceFirst("::.*", ""),
        environment,
        Duration.ofSeconds(number(either(properties, "Timeout"), LAMBDA_TIMEOUT_SECONDS)),
        number(either(properties, "MemorySize"), LAMBDA_MEMORY_MEGABYTES),
        retries(properties),
        statements(id, properties),
        notifications,
        patterns,
        busRules,
        routes,
        streams);
  }

  private List<PolicyStatement> statements(String id, Map<?, ?> properties) {
    List<PolicyStatement> statements = new ArrayList<>();
    for (Map<?, ?> policy : maps(properties.get("Policies"))) {
      for (Map<?, ?> statement : maps(policy.get("Statement"))) {
        if (!intrinsics.text(statement.get("Effect")).equals("Allow")
            || statement.containsKey("Condition")) {
          throw new UnusableTemplate(
              "template.yaml: %s has a statement that is not a plain permission".formatted(id));
        }
        statements.add(
            new PolicyStatement(
                intrinsics.text(statement.get("Sid")),
                texts(statement.get("Action")),
                texts(statement.get("Resource"))));
      }
    }
    return statements;
  }

  private int retries(Map<?, ?> properties) {
    Object own = section(properties, "EventInvokeConfig").get("MaximumRetryAttempts");
    Object global = section(globals, "EventInvokeConfig").get("MaximumRetryAttempts");
    return number(own == null ? global : own, LAMBDA_RETRIES);
  }

  private Notification notification(Map<?, ?> properties) {
    String prefix = "";
    String suffix = "";
    for (Map<?, ?> rule : maps(section(section(properties, "Filter"), "S3Key").get("Rules"))) {
      String name = intrinsics.text(rule.get("Name"));
      switch (name) {
        case "prefix" -> prefix = intrinsics.text(rule.get("Value"));
        case "suffix" -> suffix = intrinsics.text(rule.get("Value"));
        default -> throw new UnusableTemplate("template.yaml: unknown S3 filter " + name);
      }
    }
    return new Notification(
        intrinsics.text(properties.get("Bucket")), texts(properties.get("Events")), prefix, suffix);
  }

  // The local runner always has a shop, so it ignores the condition that the stack has one.
  private TableStream stream(Map<?, ?> properties) {
    List<JsonNode> patterns = new ArrayList<>();
    for (Map<?, ?> filter : maps(section(properties, "FilterCriteria").get("Filters"))) {
      String pattern = intrinsics.text(filter.get("Pattern"));
      try {
        patterns.add(JsonCodec.read(pattern));
      } catch (JsonProcessingException e) {
        throw new UnusableTemplate(
            "template.yaml: the filter '%s' of a stream is not JSON".formatted(pattern));
      }
    }
    String table = intrinsics.text(properties.get("Stream")).replaceFirst("\\.StreamArn$", "");
    return new TableStream(
        intrinsics.name(table),
        patterns,
        number(properties.get("MaximumRetryAttempts"), STREAM_RETRIES));
  }

  private Route route(Map<?, ?> properties) {
    String arn = intrinsics.text(properties.get("RestApiId"));
    String api = arn.substring(arn.lastIndexOf(':') + 1);
    if (!(resources.get(api) instanceof Map<?, ?> declared)) {
      throw new UnusableTemplate("template.yaml: a route without a RestApiId of its own");
    }
    String path = intrinsics.text(properties.get("Path"));
    if (path.contains("{")) {
      throw new UnusableTemplate("template.yaml: the runner knows no variables in " + path);
    }
    return new Route(
        intrinsics.text(section(declared, "Properties").get("StageName")),
        intrinsics.text(properties.get("Method")).toUpperCase(Locale.ROOT),
        path);
  }

  private StateMachine stateMachine(String id, Map<?, ?> properties) {
    Map<String, String> substitutions = new LinkedHashMap<>();
    section(properties, "DefinitionSubstitutions")
        .forEach((name, raw) -> substitutions.put(String.valueOf(name), intrinsics.text(raw)));
    Object uri = properties.get("DefinitionUri");
    if (uri == null) {
      throw new UnusableTemplate("template.yaml: " + id + " has no DefinitionUri");
    }
    String source = intrinsics.text(uri).replaceFirst("^\\./", "");
    Matcher matcher = SUBSTITUTION.matcher(files.read(source));
    StringBuilder definition = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      String value = substitutions.get(name);
      if (value == null) {
        throw new UnusableTemplate(
            source + ": ${" + name + "} is not among the DefinitionSubstitutions of " + id);
      }
      matcher.appendReplacement(definition, Matcher.quoteReplacement(value));
    }
    List<JsonNode> patterns = new ArrayList<>();
    section(properties, "Events")
        .forEach(
            (name, body) -> {
              Map<?, ?> event = (Map<?, ?>) body;
              String type = intrinsics.text(event.get("Type"));
              if (type.equals("EventBridgeRule") || type.equals("CloudWatchEvent")) {
                Map<?, ?> of = section(event, "Properties");
                if (of.containsKey("EventBusName")) {
                  throw new UnusableTemplate(
                      "template.yaml: %s is started by a bus of its own".formatted(id));
                }
                patterns.add(pattern(of));
              }
            });
    try {
      return new StateMachine(
          id, source, JsonCodec.read(matcher.appendTail(definition).toString()), patterns);
    } catch (JsonProcessingException e) {
      throw new UnusableTemplate(source + " is not JSON: " + e.getOriginalMessage());
    }
  }

  private String bus(Map<?, ?> properties) {
    return intrinsics.text(properties.get("EventBusName"));
  }

  private JsonNode pattern(Map<?, ?> properties) {
    Object pattern =
        intrinsics
            .value(section(properties, "Pattern"))
            .orElseThrow(() -> new UnusableTemplate("template.yaml: a rule without a Pattern"));
    return JsonCodec.MAPPER.valueToTree(pattern);
  }

  private Object either(Map<?, ?> properties, String name) {
    Object own = properties.get(name);
    Object global = globals.get(name);
    return own != null ? own : global == null ? "" : global;
  }

  private int number(@Nullable Object raw, int otherwise) {
    String text = raw == null ? "" : intrinsics.text(raw);
    return text.isBlank() ? otherwise : Integer.parseInt(text);
  }

  private List<String> texts(@Nullable Object raw) {
    if (raw instanceof List<?> list) {
      return list.stream().map(intrinsics::text).toList();
    }
    return raw == null ? List.of() : List.of(intrinsics.text(raw));
  }

  private static List<Map<?, ?>> maps(@Nullable Object raw) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (raw instanceof List<?> list) {
      list.forEach(element -> maps.add((Map<?, ?>) element));
    }
    return maps;
  }
}
