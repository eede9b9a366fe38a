// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.dynamodb.Table;
import io.inventorybridge.local.permissions.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What template.yaml declares, as far as the local runner builds it: everything resolved to local
 * names. Resources of other types (roles, alarms, queues) are left to the cloud.
 */
public record Template(
    List<Bucket> buckets,
    List<Table> tables,
    List<Function> functions,
    List<StateMachine> stateMachines) {
  /** Where everything is, as ARNs say it. */
  public static final String REGION = "us-east-1";

  public static final String ACCOUNT = "000000000000";

  public Template {
    buckets = List.copyOf(buckets);
    tables = List.copyOf(tables);
    functions = List.copyOf(functions);
    stateMachines = List.copyOf(stateMachines);
  }

  /**
   * A bucket.
   *
   * @param eventBridge whether it tells EventBridge of its objects
   */
  public record Bucket(String name, boolean eventBridge) {}

  /**
   * A function.
   *
   * @param name its logical id
   * @param handler the class, without a method
   * @param statements what its role allows it, beside what AWS itself does for it
   * @param retries how often an asynchronous call is repeated after a failure
   * @param eventPatterns rules on the default bus
   * @param routes the requests to a REST API that it answers
   */
  public record Function(
      String name,
      String handler,
      Map<String, String> environment,
      Duration timeout,
      int memoryMegabytes,
      int retries,
      List<Statement> statements,
      List<Notification> notifications,
      List<JsonNode> eventPatterns,
      List<BusRule> busRules,
      List<Route> routes) {
    public Function {
      routes = List.copyOf(routes);
      environment = Map.copyOf(environment);
      statements = List.copyOf(statements);
      notifications = List.copyOf(notifications);
      busRules = List.copyOf(busRules);
      eventPatterns = List.copyOf(eventPatterns);
    }

    /** The same with another value of a variable. */
    public Function with(String variable, String value) {
      Map<String, String> other = new HashMap<>(environment);
      other.put(variable, value);
      return with(other, timeout);
    }

    /** The same with another time limit. */
    public Function within(Duration limit) {
      return with(environment, limit);
    }

    private Function with(Map<String, String> variables, Duration limit) {
      return new Function(
          name,
          handler,
          variables,
          limit,
          memoryMegabytes,
          retries,
          statements,
          notifications,
          eventPatterns,
          busRules,
          routes);
    }
  }

  /** A rule on a bus of the template's own. */
  public record BusRule(String bus, JsonNode pattern) {}

  /**
   * Requests to a REST API.
   *
   * @param method in capitals; ANY for all
   * @param path with a leading slash, without the stage
   */
  public record Route(String stage, String method, String path) {}

  /**
   * A bucket notification.
   *
   * @param events such as {@code s3:ObjectCreated:*}
   */
  public record Notification(String bucket, List<String> events, String prefix, String suffix) {
    public Notification {
      events = List.copyOf(events);
    }
  }

  /**
   * A state machine.
   *
   * @param name its logical id
   * @param source where the definition was read, for messages
   * @param definition Amazon States Language, its substitutions made
   * @param eventPatterns the EventBridge patterns that start it
   */
  public record StateMachine(
      String name, String source, JsonNode definition, List<JsonNode> eventPatterns) {
    public StateMachine {
      eventPatterns = List.copyOf(eventPatterns);
    }
  }
}
